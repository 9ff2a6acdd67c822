/**
 * The header of a JWS by a person (RFC 7515 section 4.1), as the JAdES baseline has it (ETSI TS 119 182-1 V1.2.1
 * section 6.3). Its claimed signing time is `iat`, which that version wants in place of `sigT` from 2025-05-15
 * on, and which, unlike `sigT`, needs no `crit`, so that any JOSE library verifies it.
 */
import * as v from 'valibot';
import type { DigestAlgorithm } from '../../shared/jpki.ts';

export const JWS_ALGORITHM = {
  'SHA-256': 'RS256',
  'SHA-384': 'RS384',
  'SHA-512': 'RS512',
} as const satisfies Record<DigestAlgorithm, string>;

export const JWS_DIGEST = { RS256: 'SHA-256', RS384: 'SHA-384', RS512: 'SHA-512' } as const satisfies Record<
  (typeof JWS_ALGORITHM)[DigestAlgorithm],
  DigestAlgorithm
>;

const text = v.pipe(v.string(), v.maxLength(255));
const certificate = v.pipe(v.string(), v.base64(), v.maxLength(16_384));

/** No other parameters: none that say how to process it (`crit`, `b64`), and none that bring a key along. */
export const jwsHeaderSchema = v.strictObject({
  alg: v.picklist(Object.values(JWS_ALGORITHM)),
  typ: v.optional(text),
  /** Media type of the document. */
  cty: v.optional(text),
  kid: v.optional(text),
  /** The signer's first, DER in base64. */
  x5c: v.pipe(v.array(certificate), v.minLength(1), v.maxLength(8)),
  /** SHA-256 of the signer's, base64url. */
  'x5t#S256': v.optional(v.pipe(v.string(), v.length(43))),
  /** Seconds since 1970-01-01T00:00:00Z. */
  iat: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(253_402_300_799))),
});
export type JwsHeader = v.InferOutput<typeof jwsHeaderSchema>;
