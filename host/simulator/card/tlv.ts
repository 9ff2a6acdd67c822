/** BER-TLV data objects (ISO 7816-4 section 6.3) with definite lengths. */
import { type Bytes, concatBytes } from '../../../shared/bytes.ts';

/** @param tag of one or two bytes, as a number: 0xdf22 */
export function tlv(tag: number, ...values: readonly Uint8Array[]): Bytes {
  const value = concatBytes(...values);
  const tagBytes = tag > 0xff ? [tag >> 8, tag & 0xff] : [tag];
  return concatBytes(Uint8Array.of(...tagBytes, ...lengthBytes(value.length)), value);
}

/** The shortest form: up to 65,535. */
function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}
