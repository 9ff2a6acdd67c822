/**
 * The signature dictionary (ISO 32000-2 section 12.8.1, ETSI EN 319 142-1 section 6.3), with room for what is known only
 * when everything around it stands.
 */
import { toHex, toUtf8 } from '../../shared/bytes.ts';
import { dictionary, PdfName } from '../pdf/pdf-object.ts';
import { writeObject } from '../pdf/pdf-writer.ts';
import { dateString } from '../pdf/text-string.ts';

export interface SignatureDictionary {
  readonly body: Uint8Array;
  /** Of what is between the brackets of ByteRange, in the body. */
  readonly byteRangeStart: number;
  /** Of Contents with its delimiters, in the body. */
  readonly contentsStart: number;
  readonly contentsEnd: number;
}

/** Four numbers of up to ten digits. */
const BYTE_RANGE_WIDTH = 4 * 10 + 3;

/** @param capacity bytes for the CMS */
export function signatureDictionary(time: Date, capacity: number): SignatureDictionary {
  const known = dictionary({
    Type: new PdfName('Sig'),
    Filter: new PdfName('Adobe.PPKLite'),
    SubFilter: new PdfName('ETSI.CAdES.detached'),
    M: dateString(time),
  });
  const before = new TextDecoder().decode(writeObject(known)).replace(/>>$/u, '\n/ByteRange [');
  const byteRangeStart = before.length;
  const between = ']\n/Contents ';
  const contentsStart = byteRangeStart + BYTE_RANGE_WIDTH + between.length;
  const contentsEnd = contentsStart + capacity * 2 + 2;
  const room = ' '.repeat(BYTE_RANGE_WIDTH);
  const body = toUtf8(`${before}${room}${between}<${'0'.repeat(capacity * 2)}>>>`);
  return { body, byteRangeStart, contentsStart, contentsEnd };
}

/** In four columns, the rest of which is spaces. */
export function byteRangeText(range: readonly number[]): Uint8Array {
  return toUtf8(range.join(' ').padEnd(BYTE_RANGE_WIDTH));
}

/** What stands between the delimiters of Contents; what is left of the room stays zero. */
export function contentsText(cms: Uint8Array): Uint8Array {
  return toUtf8(toHex(cms));
}
