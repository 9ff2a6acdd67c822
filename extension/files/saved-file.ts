/** What the card's signatures make of a person's files: the files that are saved. */
import { fromBase64 } from '../../shared/base64.ts';
import type { ArtefactPart, SignResult } from '../../shared/signing.ts';
import type { OwnFile } from './own-file.ts';
import { formatOf, type SignedForm, signedName } from './signed-form.ts';

export interface SavedFile {
  readonly name: string;
  readonly content: Blob;
  /** Of the file that was signed. */
  readonly of: string;
}

export interface Signed {
  readonly files: readonly OwnFile[];
  readonly form: SignedForm;
  /** The very bytes that were signed, whatever has become of the file since. */
  readonly content: (document: number) => Blob;
}

const TYPES = {
  pades: 'application/pdf',
  xades: 'application/xml',
  cades: 'application/pkcs7-signature',
} as const;

/** Without those that were left out. */
export function savedFiles(
  { documents }: SignResult,
  { files, form, content }: Signed,
): readonly SavedFile[] {
  return documents.flatMap((document, index) => {
    const file = files[index];
    if (document.outcome !== 'signed' || !file) return [];
    const format = formatOf(file.type, form);
    const parts = document.parts.map((part) => partOf(part, content(index)));
    const name = signedName(file.name, format);
    return [{ name, content: new Blob(parts, { type: TYPES[format] }), of: file.name }];
  });
}

/** Encoded spans are a JWS's, in which no file is signed here. */
function partOf(part: ArtefactPart, content: Blob): BlobPart {
  if (part.from === 'signature') return fromBase64(part.bytes);
  return content.slice(part.offset, part.offset + part.length);
}
