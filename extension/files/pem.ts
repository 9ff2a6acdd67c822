/** PEM (RFC 7468), in which certificates and signatures are also handed on. */
import { fromBase64 } from '../../shared/base64.ts';
import type { Bytes } from '../../shared/bytes.ts';

/**
 * What is in a file in DER, or in each block of a file in PEM.
 * @throws SyntaxError
 */
export function derBlocks(bytes: Bytes): readonly Bytes[] {
  if (bytes[0] === SEQUENCE) return [bytes];
  const text = new TextDecoder().decode(bytes);
  return Array.from(text.matchAll(BLOCK), ([, base64 = '']) => fromBase64(base64.replaceAll(/\s/gu, '')));
}

/** No text in PEM begins with a zero and a length. */
const SEQUENCE = 0x30;
const BLOCK = /-----BEGIN [A-Z0-9 ]+-----([A-Za-z0-9+/=\s]*)-----END [A-Z0-9 ]+-----/gu;
