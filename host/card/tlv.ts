/**
 * BER-TLV data objects of ISO/IEC 7816-4 section 6.3, as far as this card has them: tags of one or two bytes, definite
 * lengths in their shortest form of up to 64 KiB (ITU-T X.690 sections 8.1.2, 8.1.3 and 10.1).
 */
import { KazasuError } from '../../shared/errors.ts';

/** Bytes that the header takes and bytes that the value takes. */
export interface TlvHeader {
  /** As it is written: 0x30, 0xFF20. */
  readonly tag: number;
  readonly headerLength: number;
  readonly valueLength: number;
}

/**
 * Reads the header with which an object begins.
 *
 * @param start the first bytes of the object; the value need not be there
 * @returns undefined for what is no header of the kind above
 */
export function readTlvHeader(start: Uint8Array): TlvHeader | undefined {
  const [first, second] = start;
  if (first === undefined) return undefined;
  if ((first & LONG_TAG) !== LONG_TAG) return withLength(first, 1, start);
  // A third byte of the tag, or a number that had fitted into the first one.
  if (second === undefined || second >= 0x80 || second < LONG_TAG) return undefined;
  return withLength((first << 8) | second, 2, start);
}

/**
 * The objects that stand in a row and fill these bytes, by their tags.
 * @throws `card-malformed` when one is cut or no object, when a tag comes twice, or when there are too many
 */
export function parseTlvs(bytes: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const objects = new Map<number, Uint8Array>();
  for (let rest = bytes; rest.length > 0; ) {
    const header = readTlvHeader(rest);
    const end = header ? header.headerLength + header.valueLength : Infinity;
    if (header === undefined || end > rest.length) throw new KazasuError('card-malformed', 'a cut object');
    if (objects.has(header.tag) || objects.size === MAX_OBJECTS) throw new KazasuError('card-malformed');
    objects.set(header.tag, rest.subarray(header.headerLength, end));
    rest = rest.subarray(end);
  }
  return objects;
}

/** All five low bits of the first byte: the number of the tag follows. */
const LONG_TAG = 0x1f;

/** More than any template of this card has. */
const MAX_OBJECTS = 16;

function withLength(tag: number, tagLength: number, start: Uint8Array): TlvHeader | undefined {
  const [first, second, third] = start.subarray(tagLength);
  const object = (lengthBytes: number, valueLength: number) => ({
    tag,
    headerLength: tagLength + lengthBytes,
    valueLength,
  });
  if (first === undefined) return undefined;
  if (first < 0x80) return object(1, first);
  if (first === 0x81 && second !== undefined && second >= 0x80) return object(2, second);
  if (first === 0x82 && second !== undefined && third !== undefined && second > 0) {
    return object(3, (second << 8) | third);
  }
  return undefined;
}
