import { toBase64 } from '../../shared/base64.ts';
import { type ArtefactPart, NEW_BYTES_MAX, type SignedDocument } from '../../shared/signing.ts';
import { DocumentRefused, type Part, type SignedArtefact } from '../../signatures/container.ts';

/**
 * As it goes to the caller.
 * @throws {DocumentRefused} `signature-oversize` when no message holds what is new in it
 */
export function signedDocument({ parts, signature }: SignedArtefact): SignedDocument {
  const added = parts.reduce((sum, part) => sum + (part instanceof Uint8Array ? part.length : 0), 0);
  if (added > NEW_BYTES_MAX || signature.length > NEW_BYTES_MAX) {
    throw new DocumentRefused('signature-oversize');
  }
  return { outcome: 'signed', parts: parts.map(artefactPart), signature: toBase64(signature) };
}

function artefactPart(part: Part): ArtefactPart {
  return part instanceof Uint8Array
    ? { from: 'signature', bytes: toBase64(part) }
    : { from: 'document', ...part };
}
