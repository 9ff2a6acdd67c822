/** A signed file to which something was appended that is no revision still has the signatures that it had. */
import { PdfFile } from '../pdf/pdf-file.ts';
import { type FoundSignature, findSignatures } from './find-signatures.ts';

const END_OF_FILE = Uint8Array.from('%%EOF', (character) => character.charCodeAt(0));
/** Of ends of files, from the last one backwards. */
const MAX_TRIES = 16;

export interface ReadableFile {
  readonly file: PdfFile;
  readonly signatures: readonly FoundSignature[];
}

/** The file, or the longest beginning of it that is a PDF. @throws SyntaxError when there is none, or it is encrypted */
export async function newestReadable(bytes: Uint8Array): Promise<ReadableFile> {
  let failure: unknown;
  let end: number | undefined = bytes.length;
  for (let tries = 0; tries < MAX_TRIES && end !== undefined; tries += 1) {
    try {
      const file = await PdfFile.open(bytes, end);
      if (file.trailer.has('Encrypt')) throw new SyntaxError('encrypted');
      return { file, signatures: await findSignatures(file) };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      failure ??= error;
      end = endBefore(bytes, end);
    }
  }
  throw failure;
}

/** Behind the last end of a file that is not at the very end. */
function endBefore(bytes: Uint8Array, end: number): number | undefined {
  const last = END_OF_FILE[0] ?? 0;
  for (
    let at = bytes.lastIndexOf(last, end - END_OF_FILE.length - 1);
    at >= 0;
    at = at === 0 ? -1 : bytes.lastIndexOf(last, at - 1)
  )
    if (END_OF_FILE.every((byte, index) => bytes[at + index] === byte)) return at + END_OF_FILE.length;
  return undefined;
}
