/**
 * Which bytes a signature covers (ISO 32000-2 section 12.8.1): everything from the file's first byte to the end of a
 * revision, but for its own Contents. Whatever else ByteRange can say leaves room for what nobody has signed.
 */
import { isSpace } from '../pdf/pdf-characters.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import { isArray, isCount, type PdfObject, type Span } from '../pdf/pdf-object.ts';
import { SignatureFailure } from '../signature-failure.ts';

/** @returns position behind the last byte @throws SignatureFailure */
export function coveredEnd(byteRange: PdfObject | undefined, contents: Span, fileLength: number): number {
  if (!isArray(byteRange) || byteRange.length !== 4 || !byteRange.every(isCount))
    throw gap('ByteRange is not of four numbers');
  const [start = 0, gapStart = 0, gapEnd = 0, rest = 0] = byteRange;
  if (start !== 0) throw gap('it does not begin where the file begins');
  if (gapStart !== contents.start || gapEnd !== contents.end)
    throw gap('what it leaves out is not its own Contents');
  if (gapEnd + rest > fileLength) throw gap('it reaches beyond the end of the file');
  return gapEnd + rest;
}

/** The file as it was signed. @throws SignatureFailure unless that was a whole file */
export async function signedRevision(file: PdfFile, end: number): Promise<PdfFile> {
  const revision = await file.revision(end).catch((error: unknown) => {
    if (error instanceof SyntaxError) throw gap('what it covers is no whole PDF');
    throw error;
  });
  if (!isSpaceOnly(revision.bytes, revision.end, end)) throw gap('it covers a part of a revision');
  return revision;
}

export function isSpaceOnly(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (!isSpace(bytes[at])) return false;
  return true;
}

const gap = (reason: string): SignatureFailure => new SignatureFailure('coverage-gap', reason);
