/** The part of the prompt in signing a PDF: it arrives in pieces, is hashed on the way, and becomes a signed one. */
import type { BoundDocument, PreparedDocument } from '../../signatures/container.ts';
import { preparePades } from '../../signatures/pades/prepare-pades.ts';
import { startHash } from '../../signatures/running-hash.ts';
import { PIECE_MAX_BYTES } from '../../shared/signing.ts';

/** Pieces of the size that cross from the page, without the crossing. */
export async function prepareInPieces(pdf: Blob): Promise<PreparedDocument> {
  const hash = startHash('SHA-256');
  const pieces: Blob[] = [];
  for (let offset = 0; offset < pdf.size; offset += PIECE_MAX_BYTES) {
    const piece = new Uint8Array(await pdf.slice(offset, offset + PIECE_MAX_BYTES).arrayBuffer());
    hash.update(piece);
    pieces.push(new Blob([piece]));
  }
  const document = { name: 'document.pdf', type: 'application/pdf', content: new Blob(pieces), hash };
  return preparePades(document, { digestAlgorithm: 'SHA-256', timestamps: false });
}

export function bindAll(
  documents: readonly PreparedDocument[],
  certificate: Uint8Array,
): Promise<readonly BoundDocument[]> {
  const signer = { certificate, time: new Date() };
  return Promise.all(documents.map((document) => document.bind(signer)));
}

/** @returns bytes that are new in the signed documents */
export async function finishAll(
  bound: readonly BoundDocument[],
  signatures: readonly Uint8Array[],
): Promise<number> {
  const artefacts = await Promise.all(
    bound.map(async (document, index) => await document.finish(signatures[index] ?? new Uint8Array())),
  );
  const parts = artefacts.flatMap((artefact) => artefact.parts);
  return parts.reduce((sum, part) => sum + (part instanceof Uint8Array ? part.length : 0), 0);
}
