/**
 * What verifying a token comes to.
 */

import type { Revocation } from './revocation/revocation-checker.ts';

/** Every way in which a token can fail, with a plain explanation for the service's own log. */
export const AUTH_FAILURES = {
  'token-oversize': 'The token is longer than any valid one.',
  'token-malformed': 'The token is not a JWS in compact serialisation, spelt canonically.',
  'header-malformed':
    'The header is not exactly that of an authentication token, with RS256 and one certificate.',
  'simulated-card-refused':
    'The token comes from a simulated card, and this verifier has no test trust anchor.',
  'certificate-malformed': 'The certificate is not an X.509 version 3 certificate in DER.',
  'certificate-issuer-unknown': 'No trust anchor for this kind of card has issued the certificate.',
  'certificate-signature-invalid':
    'The certificate names a trust anchor as its issuer, which did not sign it.',
  'certificate-issuer-expired': 'The certificate of the trust anchor is not valid at this time.',
  'certificate-not-yet-valid': 'The certificate is not valid yet.',
  'certificate-expired': 'The certificate has expired. The person can get a new one at the municipal office.',
  'certificate-critical-extension':
    'The certificate has a critical extension that this version does not know.',
  'certificate-is-ca': 'The certificate is that of an authority, not that of a person.',
  'certificate-key-usage': 'The key of the certificate is for something other than digital signatures.',
  'certificate-extended-key-usage': 'The certificate is not for client authentication.',
  'certificate-policy': 'The certificate was not issued as a user-authentication certificate of the JPKI.',
  'certificate-key-weak': 'The key of the certificate is not RSA of at least 2048 bits.',
  'signature-invalid': 'The token was not signed with the key of the certificate, or was changed afterwards.',
  'payload-malformed': 'The payload is not exactly audience, nonce and time.',
  'audience-mismatch': 'The token was made for another site.',
  'nonce-unknown': 'The nonce was never issued by this service, or has been forgotten since.',
  'nonce-of-other-session': 'The nonce was issued to another session.',
  'nonce-used': 'The nonce has been used before: this is a replay, or a form that was sent twice.',
  'nonce-expired': 'The nonce was issued too long ago.',
  'issued-in-future': 'The clock of the person’s computer is too far ahead of this one.',
  'nonce-store-unavailable': 'The nonce could not be looked up: the nonce store failed.',
  'issued-too-long-ago':
    'The token was made too long ago, or the clock of the person’s computer is too far behind.',
  'certificate-revoked': 'The certificate has been revoked: the card was lost, replaced or given back.',
  'revocation-not-checked':
    'Nobody was asked whether the certificate is revoked, and this service insists on it.',
  'revocation-unavailable':
    'Whether the certificate is revoked could not be found out, and this service insists on it.',
} as const;
export type AuthFailureCode = keyof typeof AUTH_FAILURES;

/** Look at `ok` first: only then does TypeScript give access to either half. */
export type AuthResult = AuthSuccess | AuthFailure;

export interface AuthSuccess {
  readonly ok: true;
  /**
   * Who this is to this service, and to no other: 43 characters of base64url, the same at each log-in with the same
   * certificate. A renewed card has a new certificate and therefore a new key.
   */
  readonly accountKey: string;
  readonly certificate: { readonly notBefore: Date; readonly notAfter: Date };
  /** Whether the card was a simulated one. Never true without `testTrustAnchors`. */
  readonly simulated: boolean;
  /** How far revocation was checked. Only verifiers registered under the JPKI Act can ask the authority. */
  readonly revocation: Revocation;
}

export interface AuthFailure {
  readonly ok: false;
  readonly code: AuthFailureCode;
  /** From {@link AUTH_FAILURES}: for the service's log, not for the person. */
  readonly explanation: string;
}

/** How a check inside this package says no. Never leaves it: {@link toAuthFailure} makes it a result. */
export class Refusal extends Error {
  readonly code: AuthFailureCode;

  constructor(code: AuthFailureCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'Refusal';
    this.code = code;
  }
}

export function toAuthFailure({ code }: Refusal): AuthFailure {
  return { ok: false, code, explanation: AUTH_FAILURES[code] };
}
