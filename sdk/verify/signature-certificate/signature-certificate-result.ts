/**
 * What verifying a signature certificate comes to.
 */
import type { KeyObject } from 'node:crypto';
import {
  CERTIFICATE_FAILURES,
  HOLDER_FAILURES,
  KEY_AND_VALIDITY_FAILURES,
} from '../../../signatures/x509/certificate-failures.ts';
import type { CertificateSummary } from '../certificate/certificate-summary.ts';
import type { Revocation } from '../revocation/revocation-checker.ts';
import { REVOCATION_FAILURES } from '../revocation/revocation-failures.ts';
import type { Holder } from '../../../signatures/x509/holder.ts';

/**
 * Every way in which a signature certificate can fail, in the order of the checks. One that passes has met every check
 * but those of revocation, about which {@link SignatureCertificateSuccess.revocation} says how far they went.
 */
export const SIGNATURE_CERTIFICATE_FAILURES = {
  ...CERTIFICATE_FAILURES,
  ...KEY_AND_VALIDITY_FAILURES,
  ...HOLDER_FAILURES,
  ...REVOCATION_FAILURES,
} as const;
/** A key of {@link SIGNATURE_CERTIFICATE_FAILURES}. */
export type SignatureCertificateFailureCode = keyof typeof SIGNATURE_CERTIFICATE_FAILURES;

/** Look at `ok` first: only then does TypeScript give access to either half. */
export type SignatureCertificateResult = SignatureCertificateSuccess | SignatureCertificateFailure;

/** Who the holder of this certificate’s key is, vouched for by the authority. */
export interface SignatureCertificateSuccess {
  readonly ok: true;
  /** As the resident register had it when the certificate was issued. Personal data: keep no more of it than you need. */
  readonly holder: Holder;
  /** The certificate that was verified, of kind `digitalSignature`. */
  readonly certificate: CertificateSummary;
  /** By which the holder's signatures are verified: RSA. */
  readonly publicKey: KeyObject;
  /** Whether the card was a simulated one. Never true without `testTrustAnchors`. */
  readonly simulated: boolean;
  /** How far revocation was checked. Only verifiers registered under the JPKI Act can ask the authority. */
  readonly revocation: Revocation;
}

/** The certificate says nothing that could be relied on. The first check that failed says why. */
export interface SignatureCertificateFailure {
  readonly ok: false;
  readonly code: SignatureCertificateFailureCode;
  /** From {@link SIGNATURE_CERTIFICATE_FAILURES}: for the service's log, not for the person. */
  readonly explanation: string;
  /** With `revocation-unavailable`, what the checker said about it: for the log too. */
  readonly reason?: string;
}

export function isSignatureCertificateFailureCode(code: string): code is SignatureCertificateFailureCode {
  return Object.hasOwn(SIGNATURE_CERTIFICATE_FAILURES, code);
}

export function toSignatureCertificateFailure(
  code: SignatureCertificateFailureCode,
  reason?: string,
): SignatureCertificateFailure {
  const explanation = SIGNATURE_CERTIFICATE_FAILURES[code];
  return reason === undefined ? { ok: false, code, explanation } : { ok: false, code, explanation, reason };
}
