/**
 * Reads an authentication token (docs/protocol.md, "The authentication token") in its one spelling: canonical base64url,
 * JSON as JSON.stringify writes it. What a lenient reader would overlook (duplicate keys, stray bits, white space)
 * is refused.
 */
import type { KeyObject } from 'node:crypto';
import { compactVerify } from 'jose';
import * as v from 'valibot';
import {
  type AuthTokenHeader,
  authTokenHeaderSchema,
  type AuthTokenPayload,
  authTokenPayloadSchema,
} from '../../../shared/auth-token.ts';
import { fromUtf8 } from '../../../shared/bytes.ts';
import { TOKEN_MAX_LENGTH } from '../../../shared/page-protocol.ts';
import { type AuthFailureCode, Refusal } from '../auth-result.ts';

export interface AuthToken {
  readonly jws: string;
  readonly header: AuthTokenHeader;
  /** DER */
  readonly certificate: Uint8Array;
}

/** @throws Refusal */
export function readAuthToken(jws: unknown): AuthToken {
  if (typeof jws !== 'string') throw new Refusal('token-malformed');
  if (jws.length > TOKEN_MAX_LENGTH) throw new Refusal('token-oversize');
  const [first, ...others] = jws.split('.').map((part) => decode(part, 'base64url', 'token-malformed'));
  if (!first || others.length !== 2) throw new Refusal('token-malformed');
  const header = readJson(first, authTokenHeaderSchema, 'header-malformed');
  return { jws, header, certificate: decode(header.x5c[0], 'base64', 'header-malformed') };
}

/**
 * What was signed with this key by RS256, the one algorithm that the header schema admits.
 * @throws Refusal
 */
export async function verifyPayload({ jws }: AuthToken, key: KeyObject): Promise<AuthTokenPayload> {
  const payload = await verifySignature(jws, key);
  return readJson(payload, authTokenPayloadSchema, 'payload-malformed');
}

async function verifySignature(jws: string, key: KeyObject): Promise<Uint8Array> {
  try {
    return (await compactVerify(jws, key, { algorithms: ['RS256'] })).payload;
  } catch (cause) {
    throw new Refusal('signature-invalid', { cause });
  }
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
