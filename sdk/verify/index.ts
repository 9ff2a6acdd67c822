/**
 * `kazasu/verify`: checks on the service's server what `kazasu` brought from the page. For Node.js.
 */
export { createVerifier, type Verifier, type VerifierSettings } from './create-verifier.ts';
export { createMemoryNonceStore, type MemoryNonceStoreSettings } from './nonces/memory-nonce-store.ts';
export type { NonceStore, NonceVerdict } from './nonces/nonce-store.ts';
export {
  AUTH_FAILURES,
  type AuthFailure,
  type AuthFailureCode,
  type AuthResult,
  type AuthSuccess,
} from './auth-result.ts';
export type { CertificateSource, PinnedTrustAnchor } from './certificate/trust-anchors.ts';
export type {
  Revocation,
  RevocationAnswer,
  RevocationChecker,
  RevocationQuestion,
  RevocationStatus,
} from './revocation/revocation-checker.ts';
