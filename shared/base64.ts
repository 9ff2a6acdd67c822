import type { Bytes } from './bytes.ts';

/** Of one call: engines have room for far more, but not for as many as a document has bytes. */
const ARGUMENTS_MAX = 8192;

/** base64 with padding, RFC 4648 section 4. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let offset = 0; offset < bytes.length; offset += ARGUMENTS_MAX) {
    binary += String.fromCharCode(...bytes.subarray(offset, offset + ARGUMENTS_MAX));
  }
  return btoa(binary);
}

/**
 * Whether it has the form of base64, stray bits aside. Other characters are looked for: an expression that matches all of
 * them remembers each step, and an engine has room for those of a few megabytes.
 */
export function isBase64(text: string): boolean {
  return text.length % 4 === 0 && !/[^A-Za-z0-9+/]/u.test(text.replace(/={1,2}$/u, ''));
}

/**
 * Reads base64 strictly: padding required, no white space, no stray bits, so that each byte string has one spelling.
 * @throws {SyntaxError}
 */
export function fromBase64(text: string): Bytes {
  if (!isBase64(text)) throw new SyntaxError('not base64');
  // RFC 4648 section 3.5: bits that belong to no byte must be zero. Only the last four characters can have such.
  const end = text.slice(-4);
  if (btoa(atob(end)) !== end) throw new SyntaxError('not canonical base64');
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** base64url without padding, RFC 7515 appendix C. */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/u, '');
}

/**
 * Reads base64url without padding, as strictly as {@link fromBase64}.
 * @throws {SyntaxError}
 */
export function fromBase64Url(text: string): Bytes {
  if (/[+/=]/u.test(text)) throw new SyntaxError('not base64url');
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/');
  return fromBase64(base64.padEnd(Math.ceil(base64.length / 4) * 4, '='));
}
