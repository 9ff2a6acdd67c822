/** DER, written: as much as a request to an OCSP responder needs. */

/** One element; its contents are the parts, one after the other. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const contents = Buffer.concat(parts);
  return Buffer.concat([Uint8Array.of(tag), lengthOctets(contents.length), contents]);
}

/** X.690 sections 8.1.3 and 10.1. */
function lengthOctets(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const digits = length.toString(16);
  const octets = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
  return Buffer.concat([Uint8Array.of(0x80 | octets.length), octets]);
}

/** From its dotted form. */
export function derObjectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number);
  return der(0x06, ...[first * 40 + second, ...others].map(base128));
}

function base128(arc: number): Uint8Array {
  const octets = [arc & 0x7f];
  for (let rest = Math.floor(arc / 0x80); rest > 0; rest = Math.floor(rest / 0x80))
    octets.unshift(0x80 | (rest & 0x7f));
  return Uint8Array.from(octets);
}
