/**
 * `kazasu/verify`: checks on the service's server what `kazasu` brought from the page. For Node.js.
 */
export { createVerifier, type Verifier, type VerifierSettings } from './create-verifier.ts';
export { createMemoryNonceStore, type MemoryNonceStoreSettings } from './memory-nonce-store.ts';
export type { NonceStore, NonceVerdict } from './nonce-store.ts';
export {
  AUTH_FAILURES,
  type AuthFailure,
  type AuthFailureCode,
  type AuthResult,
  type AuthSuccess,
} from './auth-result.ts';
export type { CertificateSource, PinnedTrustAnchor } from './trust-anchors.ts';
