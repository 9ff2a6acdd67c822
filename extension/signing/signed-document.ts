import { toBase64 } from '../../shared/base64.ts';
import {
  type ArtefactPart,
  NEW_BYTES_MAX,
  RESULT_NEW_BYTES_MAX,
  type SignedDocument,
} from '../../shared/signing.ts';
import { DocumentRefused, type Part, type SignedArtefact } from '../../signatures/container.ts';

/**
 * Puts what was signed into the form in which it goes to the caller, one document after the other: all of them go in one
 * message. What it returns throws a {@link DocumentRefused} `signature-oversize` when what is new is more than that holds.
 */
export function signedDocuments(): (artefact: SignedArtefact) => SignedDocument {
  let room = RESULT_NEW_BYTES_MAX;
  return ({ parts, signature }) => {
    const added = parts.reduce((sum, part) => sum + (part instanceof Uint8Array ? part.length : 0), 0);
    room -= added + signature.length;
    if (added > NEW_BYTES_MAX || signature.length > NEW_BYTES_MAX || room < 0) {
      throw new DocumentRefused('signature-oversize');
    }
    return { outcome: 'signed', parts: parts.map(artefactPart), signature: toBase64(signature) };
  };
}

function artefactPart(part: Part): ArtefactPart {
  return part instanceof Uint8Array
    ? { from: 'signature', bytes: toBase64(part) }
    : { from: 'document', ...part };
}
