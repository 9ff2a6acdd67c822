import { fromBase64, toBase64Url } from '../../shared/base64.ts';
import { type ArtefactPart, PIECE_MAX_BYTES } from '../../shared/signing.ts';
import { KazasuError } from './kazasu-error.ts';

/**
 * What was signed, as the pieces of a Blob. Spans of the document stay slices of it, so that nothing large is copied.
 * @throws {@link KazasuError} `internal` for a span that the document does not have
 */
export async function assembleArtefact(parts: readonly ArtefactPart[], document: Blob): Promise<BlobPart[]> {
  const pieces: BlobPart[] = [];
  for (const part of parts) {
    if (part.from === 'signature') pieces.push(fromBase64(part.bytes));
    else pieces.push(...(await piecesOf(part, document)));
  }
  return pieces;
}

async function piecesOf(
  { offset, length, encoding }: Extract<ArtefactPart, { from: 'document' }>,
  document: Blob,
): Promise<BlobPart[]> {
  const span = document.slice(offset, offset + length);
  if (span.size !== length) throw new KazasuError('internal', 'the extension signed another document');
  return encoding ? inBase64Url(span) : [span];
}

/** A piece is a multiple of three bytes, so that the texts can stand one after the other. */
async function inBase64Url(span: Blob): Promise<Blob[]> {
  const texts: Blob[] = [];
  for (let offset = 0; offset < span.size; offset += PIECE_MAX_BYTES) {
    const piece = await span.slice(offset, offset + PIECE_MAX_BYTES).arrayBuffer();
    texts.push(new Blob([toBase64Url(new Uint8Array(piece))]));
  }
  return texts;
}
