import type { RevocationAnswer } from './revocation-checker.ts';

/**
 * Why a checker could not find out whether a certificate is revoked: what `unavailable` gives as its reason, with an
 * explanation for the service's log. Nothing of the person is in them, no serial number either.
 */
export const REVOCATION_PROBLEMS = {
  'checker-failed': 'The checker threw an error of its own.',
  'timed-out': 'The checker did not answer within the time limit.',
  'certificate-unreadable': 'The certificate in question, or that of its issuer, could not be read.',

  'crl-load-failed': 'The revocation list could not be fetched or read from its file.',
  'crl-oversize': 'The revocation list is longer than this service allows.',
  'crl-malformed': 'What was loaded is not one X.509 revocation list, version 2, in DER.',
  'crl-of-other-issuer': 'None of the revocation lists is one of the certificate’s issuer.',
  'crl-issuer-may-not-sign':
    'The key usage of the issuer’s certificate does not include signing revocation lists.',
  'crl-algorithm': 'The revocation list is not signed with SHA-256, SHA-384 or SHA-512 and RSA.',
  'crl-signature-invalid': 'The revocation list names the certificate’s issuer, who did not sign it.',
  'crl-delta': 'The list holds only the changes since another one (delta CRL), which is not supported.',
  'crl-indirect': 'The list speaks for other issuers too (indirect CRL), which is not supported.',
  'crl-partial': 'The list leaves out certificates of persons, or some reasons for revoking them.',
  'crl-critical-extension': 'The revocation list has a critical extension that this version does not know.',
  'crl-without-next-update': 'The revocation list does not say until when it is valid.',
  'crl-not-yet-valid': 'The revocation list begins in the future: its issuer’s clock or this one is wrong.',
  'crl-stale': 'The revocation list is out of date, and there is no newer one yet.',
  'crl-of-other-distribution-point': 'The revocation list is for certificates of another distribution point.',

  'ocsp-unreachable': 'The responder could not be reached, or redirected the request.',
  'ocsp-http-status': 'The responder answered with another HTTP status than 200.',
  'ocsp-oversize': 'The response is longer than any good one.',
  'ocsp-malformed': 'The response is not one basic OCSP response in DER.',
  'ocsp-malformed-request': 'The responder says that it cannot read the request.',
  'ocsp-internal-error': 'The responder says that it has an internal error.',
  'ocsp-try-later': 'The responder says that it is busy.',
  'ocsp-signature-required': 'The responder wants the request to be signed.',
  'ocsp-unauthorized': 'The responder says that it does not answer this service, or not about this issuer.',
  'ocsp-critical-extension': 'The response has a critical extension that this version does not know.',
  'ocsp-responder-unknown':
    'The response is signed in a name that neither the issuer nor an enclosed certificate has.',
  'ocsp-responder-not-delegated':
    'The issuer did not certify the responder’s key for signing OCSP responses.',
  'ocsp-responder-expired': 'The responder’s certificate is not valid at this time.',
  'ocsp-responder-revocable':
    'The responder’s certificate lacks ocsp-nocheck, so that it could be revoked itself.',
  'ocsp-algorithm':
    'The response is not signed with SHA-256, SHA-384 or SHA-512 and RSA of at least 2048 bits.',
  'ocsp-signature-invalid': 'The responder did not sign the response, or it was changed afterwards.',
  'ocsp-nonce-missing': 'The response has no nonce, so that it may be an old one.',
  'ocsp-nonce-mismatch': 'The response has the nonce of another request.',
  'ocsp-other-certificate':
    'The response is not about the certificate that was asked about, or not only once.',
  'ocsp-not-yet-valid': 'The response begins in the future: the responder’s clock or this one is wrong.',
  'ocsp-stale': 'The response is out of date.',
  'ocsp-unknown': 'The responder does not know the certificate.',
} as const;
/** A key of {@link REVOCATION_PROBLEMS}. */
export type RevocationProblemCode = keyof typeof REVOCATION_PROBLEMS;

/** The answer of a checker that could not find out. */
export function unavailable(reason: RevocationProblemCode): RevocationAnswer {
  return { status: 'unavailable', reason };
}

/** How a step of a checker gives up; never leaves this package. */
export class RevocationProblem extends Error {
  readonly reason: RevocationProblemCode;

  constructor(reason: RevocationProblemCode, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'RevocationProblem';
    this.reason = reason;
  }
}

/** Goes on only if the condition holds. */
export function requireThat(condition: boolean, reason: RevocationProblemCode): asserts condition {
  if (!condition) throw new RevocationProblem(reason);
}

/** Runs a reader, whose own errors mean that the bytes are at fault. */
export function reading<Value>(reason: RevocationProblemCode, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw toProblem(error, reason);
  }
}

/** What was thrown, if it says already what the matter is, or else this. */
export function toProblem(error: unknown, reason: RevocationProblemCode): RevocationProblem {
  return error instanceof RevocationProblem ? error : new RevocationProblem(reason, { cause: error });
}
