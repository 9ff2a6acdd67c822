/**
 * What verifying a token comes to.
 */

import type { CertificateSummary } from './certificate/certificate-summary.ts';
import {
  CERTIFICATE_FAILURES,
  KEY_AND_VALIDITY_FAILURES,
  PURPOSE_FAILURES,
} from '../../signatures/x509/certificate-failures.ts';
import type { Revocation } from './revocation/revocation-checker.ts';
import { REVOCATION_FAILURES } from './revocation/revocation-failures.ts';

/**
 * Every way in which a token can fail, in the order of the checks, with a plain explanation for the service's own log.
 * A token that is wrong in several ways fails by the first of them, and one that passes has met every check but those
 * of revocation, about which {@link AuthSuccess.revocation} says how far they went.
 */
export const AUTH_FAILURES = {
  'token-oversize': 'The token is longer than any valid one.',
  'token-malformed': 'The token is not a JWS in compact serialisation, spelt canonically.',
  'header-malformed':
    'The header is not exactly that of an authentication token, with RS256 and one certificate.',
  'simulated-card-refused':
    'The token comes from a simulated card, and this verifier has no test trust anchor.',
  ...CERTIFICATE_FAILURES,
  ...PURPOSE_FAILURES,
  ...KEY_AND_VALIDITY_FAILURES,
  'signature-invalid': 'The token was not signed with the key of the certificate, or was changed afterwards.',
  'payload-malformed': 'The payload is not exactly audience, nonce and time.',
  'audience-mismatch': 'The token was made for another site.',
  'nonce-store-unavailable': 'The nonce could not be looked up: the nonce store failed.',
  'nonce-unknown': 'The nonce was never issued by this service, or has been forgotten since.',
  'nonce-of-other-session': 'The nonce was issued to another session.',
  'nonce-used': 'The nonce has been used before: this is a replay, or a form that was sent twice.',
  'nonce-expired': 'The nonce was issued too long ago.',
  'issued-in-future': 'The clock of the person’s computer is too far ahead of this one.',
  'issued-too-long-ago':
    'The token was made too long ago, or the clock of the person’s computer is too far behind.',
  ...REVOCATION_FAILURES,
} as const;
/** A key of {@link AUTH_FAILURES}. */
export type AuthFailureCode = keyof typeof AUTH_FAILURES;

/** Look at `ok` first: only then does TypeScript give access to either half. */
export type AuthResult = AuthSuccess | AuthFailure;

/** Somebody with a card, who knew its PIN, logged in to this service, in this session, just now. */
export interface AuthSuccess {
  readonly ok: true;
  /**
   * Who this is to this service, and to no other: the id of the service's current secret, a dot and 43 characters of
   * base64url, the same at each log-in with the same certificate. A renewed card has a new certificate and therefore a
   * new key.
   */
  readonly accountKey: string;
  /**
   * The keys of the same person under the service's older secrets, in their order: an account that is found by one of
   * them belongs to this person, and is to be kept under {@link accountKey} from now on.
   */
  readonly formerAccountKeys: readonly string[];
  /** The certificate that was verified, of kind `userAuthentication`. */
  readonly certificate: CertificateSummary;
  /** Whether the card was a simulated one. Never true without `testTrustAnchors`. */
  readonly simulated: boolean;
  /** How far revocation was checked. Only verifiers registered under the JPKI Act can ask the authority. */
  readonly revocation: Revocation;
}

/** Nobody is logged in. The first check that failed says why. */
export interface AuthFailure {
  readonly ok: false;
  readonly code: AuthFailureCode;
  /** From {@link AUTH_FAILURES}: for the service's log, not for the person. */
  readonly explanation: string;
  /** With `revocation-unavailable`, what the checker said about it: for the log too. */
  readonly reason?: string;
}

export function isAuthFailureCode(code: string): code is AuthFailureCode {
  return Object.hasOwn(AUTH_FAILURES, code);
}

export function toAuthFailure(code: AuthFailureCode, reason?: string): AuthFailure {
  const explanation = AUTH_FAILURES[code];
  return reason === undefined ? { ok: false, code, explanation } : { ok: false, code, explanation, reason };
}
