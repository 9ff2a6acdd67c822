/** The three parts of a JWS in compact serialisation (RFC 7515 section 7.1), read but not judged. */
import { fromBase64Url } from '../../shared/base64.ts';
import { type Bytes, fromUtf8 } from '../../shared/bytes.ts';
import { decodeBase64Url } from './base64url-octets.ts';

export interface JwsParts {
  /** As it was sent. */
  readonly encodedHeader: string;
  /** JSON. */
  readonly header: unknown;
  /** How many names there are in it: more than the object has where one stands there twice. */
  readonly headerNames: number;
  /** Empty when the document is elsewhere. */
  readonly payload: Bytes;
  readonly signature: Bytes;
}

/** Characters. */
const HEADER_MAX_LENGTH = 256 * 1024;
const SIGNATURE_MAX_LENGTH = 4096;

/** @throws SyntaxError */
export function splitJws(jws: string): JwsParts {
  const first = jws.indexOf('.');
  const last = jws.lastIndexOf('.');
  const isBounded = first <= HEADER_MAX_LENGTH && jws.length - last <= SIGNATURE_MAX_LENGTH;
  if (first === last || !isBounded) throw new SyntaxError('not a JWS');
  const encodedHeader = jws.slice(0, first);
  const headerText = readText(fromBase64Url(encodedHeader));
  return {
    encodedHeader,
    header: JSON.parse(headerText),
    headerNames: Array.from(headerText.matchAll(STRINGS)).filter(([, colon]) => colon).length,
    payload: decodeBase64Url(jws.slice(first + 1, last)),
    signature: fromBase64Url(jws.slice(last + 1)),
  };
}

/** Each string of a JSON text, and the colon after it if it is a name. */
const STRINGS = /"(?:[^"\\]|\\.)*"(\s*:)?/gu;

function readText(octets: Uint8Array): string {
  try {
    return fromUtf8(octets);
  } catch {
    throw new SyntaxError('not UTF-8');
  }
}
