/**
 * Reads an authentication token (docs/protocol.md, "The authentication token") in its one spelling: canonical base64url,
 * JSON as JSON.stringify writes it. What a lenient reader would overlook (duplicate keys, stray bits, white space)
 * is refused.
 */
import { type KeyObject, verify } from 'node:crypto';
import * as v from 'valibot';
import {
  type AuthTokenHeader,
  authTokenHeaderSchema,
  type AuthTokenPayload,
  authTokenPayloadSchema,
} from '../../shared/auth-token.ts';
import { fromUtf8 } from '../../shared/bytes.ts';
import { TOKEN_MAX_LENGTH } from '../../shared/page-protocol.ts';
import { type AuthFailureCode, Refusal } from './auth-result.ts';

export interface AuthToken {
  readonly header: AuthTokenHeader;
  /** DER */
  readonly certificate: Uint8Array;
  /** To be read only once the signature has been verified. */
  readonly payload: Uint8Array;
  readonly signingInput: Uint8Array;
  readonly signature: Uint8Array;
}

/** @throws Refusal */
export function readAuthToken(token: unknown): AuthToken {
  if (typeof token !== 'string') throw new Refusal('token-malformed');
  if (token.length > TOKEN_MAX_LENGTH) throw new Refusal('token-oversize');
  const [first, second, third, ...more] = token.split('.');
  if (first === undefined || second === undefined || third === undefined || more.length > 0) {
    throw new Refusal('token-malformed');
  }
  const header = readJson(
    decode(first, 'base64url', 'token-malformed'),
    authTokenHeaderSchema,
    'header-malformed',
  );
  return {
    header,
    certificate: decode(header.x5c[0], 'base64', 'header-malformed'),
    payload: decode(second, 'base64url', 'token-malformed'),
    signingInput: Buffer.from(token.slice(0, token.lastIndexOf('.')), 'latin1'),
    signature: decode(third, 'base64url', 'token-malformed'),
  };
}

/** @throws Refusal */
export function readPayload({ payload }: AuthToken): AuthTokenPayload {
  return readJson(payload, authTokenPayloadSchema, 'payload-malformed');
}

/** RS256, RFC 7518 section 3.3: the header schema admits no other, so the token cannot choose. */
export function isSignedWith({ signingInput, signature }: AuthToken, key: KeyObject): boolean {
  return verify('RSA-SHA256', signingInput, key, signature);
}

/** Node.js reads either alphabet and skips what it does not know; only the canonical spelling survives the way back. */
function decode(text: string, encoding: 'base64' | 'base64url', code: AuthFailureCode): Buffer {
  const bytes = Buffer.from(text, encoding);
  if (bytes.toString(encoding) !== text) throw new Refusal(code);
  return bytes;
}

function readJson<Schema extends v.GenericSchema>(
  bytes: Uint8Array,
  schema: Schema,
  code: AuthFailureCode,
): v.InferOutput<Schema> {
  try {
    const text = fromUtf8(bytes);
    const json: unknown = JSON.parse(text);
    if (JSON.stringify(json) === text) return v.parse(schema, json);
  } catch (cause) {
    throw new Refusal(code, { cause });
  }
  throw new Refusal(code);
}
