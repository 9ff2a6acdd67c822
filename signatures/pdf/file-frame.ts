/** The first and the last lines of a file (ISO 32000-2 sections 7.5.2 and 7.5.5). */
import { latin1 } from './pdf-characters.ts';
import { PdfParser } from './pdf-parser.ts';

/** How far from the beginning and from the end readers look for them (ISO 32000-1, annex H.3). */
const SEARCHED = 1024;

/** Where `%PDF-` stands: offsets within the file count from there, or, as some writers do, from its first byte. @throws SyntaxError */
export function findHeader(bytes: Uint8Array): number {
  const position = latin1(bytes.subarray(0, SEARCHED + 5)).indexOf('%PDF-');
  if (position < 0) throw new SyntaxError('not a PDF');
  return position;
}

export interface FileEnd {
  /** As it stands behind `startxref`. */
  readonly startxref: number;
  /** Behind `%%EOF`. */
  readonly end: number;
}

/** @throws SyntaxError */
export function findFileEnd(bytes: Uint8Array): FileEnd {
  const start = Math.max(0, bytes.length - SEARCHED - 'startxref'.length - 16);
  const tail = latin1(bytes.subarray(start));
  const position = tail.lastIndexOf('startxref');
  if (position < 0) throw new SyntaxError('no startxref');
  const parser = new PdfParser(bytes, start + position, 'file');
  parser.expectWord('startxref');
  const startxref = parser.readCount();
  const marker = tail.indexOf('%%EOF', parser.position - start);
  if (marker < 0 || tail.slice(parser.position - start, marker).trim() !== '')
    throw new SyntaxError('no end-of-file marker');
  return { startxref, end: start + marker + '%%EOF'.length };
}
