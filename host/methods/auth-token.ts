/**
 * The bytes that the user-authentication key signs, and nothing else does: RFC 7515 section 5.1.
 * docs/protocol.md, "The authentication token".
 */
import { AUTH_TOKEN_TYPE, type AuthTokenHeader, type AuthTokenPayload } from '../../shared/auth-token.ts';
import { toBase64, toBase64Url } from '../../shared/base64.ts';
import { type Bytes, fromUtf8, toUtf8 } from '../../shared/bytes.ts';

export interface AuthTokenContent {
  /** DER */
  readonly certificate: Uint8Array;
  readonly payload: AuthTokenPayload;
  readonly simulated: boolean;
}

/** The JWS signing input, ASCII: BASE64URL(header) || '.' || BASE64URL(payload). */
export function authTokenSigningInput({ certificate, payload, simulated }: AuthTokenContent): Bytes {
  const header: AuthTokenHeader = {
    alg: 'RS256',
    typ: AUTH_TOKEN_TYPE,
    x5c: [toBase64(certificate)],
    ...(simulated && { simulated }),
  };
  return toUtf8(`${encodeJson(header)}.${encodeJson(payload)}`);
}

/** Compact serialisation, RFC 7515 section 7.1. */
export function compactToken(signingInput: Bytes, signature: Uint8Array): string {
  return `${fromUtf8(signingInput)}.${toBase64Url(signature)}`;
}

function encodeJson(value: AuthTokenHeader | AuthTokenPayload): string {
  return toBase64Url(toUtf8(JSON.stringify(value)));
}
