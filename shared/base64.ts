import type { Bytes } from './bytes.ts';

/** base64 with padding, RFC 4648 section 4. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/**
 * Reads base64 strictly: padding required, no white space, no stray bits, so that each byte string has one spelling.
 * @throws {SyntaxError}
 */
export function fromBase64(text: string): Bytes {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u.test(text)) {
    throw new SyntaxError('not base64');
  }
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  // RFC 4648 section 3.5: bits that belong to no byte must be zero.
  if (toBase64(bytes) !== text) throw new SyntaxError('not canonical base64');
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
