/** Byte strings without a dependency on Node.js or on the DOM. */

/** Any byte string whose memory is an ordinary ArrayBuffer (what Web Crypto and fetch accept). */
export type Bytes = Uint8Array<ArrayBuffer>;

export function concatBytes(...parts: readonly Uint8Array[]): Bytes {
  const result = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    result.set(part, offset);
    offset += part.length;
  }
  return result;
}

export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

/** Upper-case hexadecimal, as APDUs are written in ISO 7816-4. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

/**
 * Reads hexadecimal; spaces are allowed for legibility.
 * @throws {SyntaxError} when anything else is in it, or half a byte
 */
export function fromHex(hex: string): Bytes {
  const digits = hex.replaceAll(' ', '');
  if (!/^(?:[0-9a-f]{2})*$/iu.test(digits)) throw new SyntaxError('not hexadecimal');
  return Uint8Array.from(digits.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function toUtf8(text: string): Bytes {
  return encoder.encode(text);
}

/** @throws {TypeError} when the bytes are not well-formed UTF-8 */
export function fromUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
