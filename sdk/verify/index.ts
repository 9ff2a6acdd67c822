/**
 * `kazasu/verify`: checks on the service's server what `kazasu` brought from the page. For Node.js.
 */
export { createVerifier, type Verifier, type VerifierSettings } from './create-verifier.ts';
export { createMemoryNonceStore, type MemoryNonceStoreSettings } from './memory-nonce-store.ts';
export type { NonceStore, NonceVerdict } from './nonce-store.ts';
export { type AuthResult, AUTH_FAILURES, type AuthFailureCode } from './auth-result.ts';
export type { PinnedTrustAnchor } from './trust-anchors.ts';
