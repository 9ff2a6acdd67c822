/**
 * `kazasu/verify`: checks on the service's server what `kazasu` brought from the page. For Node.js.
 */
export {
  createSignatureVerifier,
  type SignatureVerifier,
  type SignatureVerifierSettings,
} from './create-signature-verifier.ts';
export {
  type AcceptableChange,
  createDocumentVerifier,
  type DocumentVerifier,
  type DocumentVerifierSettings,
} from './create-document-verifier.ts';
export { createVerifier, type Verifier, type VerifierSettings } from './create-verifier.ts';
export { createMemoryNonceStore, type MemoryNonceStoreSettings } from './nonces/memory-nonce-store.ts';
export type { NonceStore, NonceVerdict } from './nonces/nonce-store.ts';
export {
  createRedisNonceStore,
  type RedisClient,
  type RedisNonceStoreSettings,
  type RedisSetOptions,
} from './nonces/redis-nonce-store.ts';
export {
  AUTH_FAILURES,
  type AuthFailure,
  type AuthFailureCode,
  type AuthResult,
  type AuthSuccess,
} from './auth-result.ts';
export {
  SIGNATURE_CERTIFICATE_FAILURES,
  type SignatureCertificateFailure,
  type SignatureCertificateFailureCode,
  type SignatureCertificateResult,
  type SignatureCertificateSuccess,
} from './signature-certificate/signature-certificate-result.ts';
export {
  type ContentResult,
  type ContentSuccess,
  DOCUMENT_FAILURES,
  type DocumentFailure,
  type DocumentFailureCode,
  type DocumentResult,
  type DocumentSuccess,
  type SignatureFailure,
  type SignatureFailureCode,
  type SignatureResult,
  type SignatureSuccess,
  type SignerRevocation,
} from './documents/document-result.ts';
export type { SigningTime } from './documents/signing-time.ts';
export { TIMESTAMP_PROBLEMS, type TimestampProblemCode } from './documents/timestamp-problems.ts';
export type { DocumentChange } from '../../signatures/signature-report.ts';
export type { DigestAlgorithm } from '../../shared/jpki.ts';
export type { Holder, RegisteredText, Sex } from '../../signatures/x509/holder.ts';
export type { BirthDate, EraName } from '../../signatures/x509/birth-date.ts';
export type { AccountKeySecret } from './account-key.ts';
export type { TrustSettings } from './trust-settings.ts';
export type { CertificateKind } from '../../signatures/x509/certificate-kind.ts';
export type { CertificateSummary } from './certificate/certificate-summary.ts';
export type { CertificateSource } from './certificate/certificate-source.ts';
export type { PinnedTrustAnchor } from './certificate/trust-anchors.ts';
export type {
  Revocation,
  RevocationAnswer,
  RevocationChecker,
  RevocationQuestion,
  RevocationStatus,
} from './revocation/revocation-checker.ts';
export { createCrlChecker, type CrlCheckerSettings } from './revocation/crl/crl-checker.ts';
export type { LoadCrl } from './revocation/crl/cached-list.ts';
export { type CrlFetch, type CrlUrlOptions, crlFile, crlUrl } from './revocation/crl/load-crl.ts';
export type { HttpResponse } from './revocation/http-body.ts';
export {
  createOcspChecker,
  type OcspCheckerSettings,
  type OcspFetch,
} from './revocation/ocsp/ocsp-checker.ts';
export { firstAnswer } from './revocation/first-answer.ts';
export { REVOCATION_PROBLEMS, type RevocationProblemCode } from './revocation/revocation-problems.ts';
