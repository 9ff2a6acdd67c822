/**
 * The authentication token: a JWS in compact serialisation (RFC 7515). docs/protocol.md, "The authentication token".
 */
import * as v from 'valibot';
import { isAskingOrigin } from './origin.ts';
import { nonceSchema } from './page-protocol.ts';

export const AUTH_TOKEN_TYPE = 'jpki-auth+jwt';

/** Exactly these fields: RFC 8725 section 3.1 (one algorithm) and 3.11 (explicit typing). */
export const authTokenHeaderSchema = v.strictObject({
  alg: v.literal('RS256'),
  typ: v.literal(AUTH_TOKEN_TYPE),
  /** RFC 7515 section 4.1.6: base64 (not base64url) of the user-authentication certificate, and no other. */
  x5c: v.strictTuple([v.pipe(v.string(), v.base64(), v.maxLength(8192))]),
  /** A simulated card says so inside the signed header. */
  simulated: v.optional(v.literal(true)),
});
export type AuthTokenHeader = v.InferOutput<typeof authTokenHeaderSchema>;

export const authTokenPayloadSchema = v.strictObject({
  aud: v.pipe(v.string(), v.check(isAskingOrigin)),
  nonce: nonceSchema,
  /** Seconds since 1970-01-01T00:00:00Z. */
  iat: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export type AuthTokenPayload = v.InferOutput<typeof authTokenPayloadSchema>;
