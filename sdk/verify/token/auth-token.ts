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
} from '../../../shared/auth-token.ts';
import { fromUtf8 } from '../../../shared/bytes.ts';
import { TOKEN_MAX_LENGTH } from '../../../shared/page-protocol.ts';
import type { AuthFailureCode } from '../auth-result.ts';
import { Refusal } from '../refusal.ts';

export interface AuthToken {
  readonly header: AuthTokenHeader;
  /** DER */
  readonly certificate: Uint8Array;
  /** RFC 7515 section 5.1: header, dot and payload as they were sent. */
  readonly signingInput: Buffer;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

/** @throws Refusal */
export function readAuthToken(jws: unknown): AuthToken {
  if (typeof jws !== 'string') throw new Refusal('token-malformed');
  if (jws.length > TOKEN_MAX_LENGTH) throw new Refusal('token-oversize');
  // No more parts than tell that there are too many: sixteen thousand would take a hundred times as long to decode.
  const [head, payload, signature, ...others] = jws
    .split('.', 4)
    .map((part) => decode(part, 'base64url', 'token-malformed'));
  if (!head || !payload || !signature || others.length > 0) throw new Refusal('token-malformed');
  const header = readJson(head, authTokenHeaderSchema, 'header-malformed');
  return {
    header,
    certificate: decode(header.x5c[0], 'base64', 'header-malformed'),
    signingInput: Buffer.from(jws.slice(0, jws.lastIndexOf('.')), 'latin1'),
    payload,
    signature,
  };
}

/**
 * What was signed with this key by RS256, the one algorithm that the header schema admits.
 * @throws Refusal
 */
export function verifyPayload(token: AuthToken, key: KeyObject): AuthTokenPayload {
  if (!verify('sha256', token.signingInput, key, token.signature)) throw new Refusal('signature-invalid');
  return readJson(token.payload, authTokenPayloadSchema, 'payload-malformed');
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
