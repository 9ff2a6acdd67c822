/** DER, written. */
import { type Bytes, concatBytes, fromHex } from '../../shared/bytes.ts';

/** One element; its contents are the parts, one after the other. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Bytes {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return concatBytes(derHeader(tag, length), ...parts);
}

/** Identifier and length of an element whose contents, of this many octets, are elsewhere. */
export function derHeader(tag: number, length: number): Bytes {
  return concatBytes(Uint8Array.of(tag), lengthOctets(length));
}

/** X.690 sections 8.1.3 and 10.1. */
function lengthOctets(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const digits = length.toString(16);
  const octets = fromHex(digits.padStart(digits.length + (digits.length % 2), '0'));
  return concatBytes(Uint8Array.of(0x80 | octets.length), octets);
}

/** From its dotted form. */
export function derObjectIdentifier(dotted: string): Bytes {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number);
  return der(0x06, ...[first * 40 + second, ...others].map(base128));
}

function base128(arc: number): Uint8Array {
  const octets = [arc & 0x7f];
  for (let rest = Math.floor(arc / 0x80); rest > 0; rest = Math.floor(rest / 0x80))
    octets.unshift(0x80 | (rest & 0x7f));
  return Uint8Array.from(octets);
}
