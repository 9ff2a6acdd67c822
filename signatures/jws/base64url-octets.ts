/** base64url (RFC 7515 section 2) of large documents, as octets in and out of strings that would be larger still. */
import { fromBase64Url } from '../../shared/base64.ts';
import { type Bytes, toUtf8 } from '../../shared/bytes.ts';

const ALPHABET = toUtf8('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');

/** In ASCII. Only what has a multiple of three octets can be continued. */
export function encodeBase64Url(bytes: Uint8Array): Bytes {
  const encoded = new Uint8Array(Math.ceil((bytes.length * 4) / 3));
  let at = 0;
  for (let index = 0; index < bytes.length; index += 3) {
    const bits = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    // What is written beyond the end is not written, which is where the padding would be.
    encoded[at] = ALPHABET[bits >> 18] ?? 0;
    encoded[at + 1] = ALPHABET[(bits >> 12) & 0x3f] ?? 0;
    encoded[at + 2] = ALPHABET[(bits >> 6) & 0x3f] ?? 0;
    encoded[at + 3] = ALPHABET[bits & 0x3f] ?? 0;
    at += 4;
  }
  return encoded;
}

/** Characters at a time: a multiple of four, so that each piece stands for whole octets. */
const PIECE = 4 * 64 * 1024;

/** @throws SyntaxError unless it is the one spelling of what it stands for */
export function decodeBase64Url(text: string): Bytes {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let at = 0;
  for (let offset = 0; offset < text.length; offset += PIECE) {
    const piece = fromBase64Url(text.slice(offset, offset + PIECE));
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
