/**
 * Whether a certificate has been revoked, as far as somebody can be asked. The authority answers only to verifiers that
 * are registered under the JPKI Act (docs/law.md), so what is asked, and whether, is the service's choice.
 */

/** A certificate whose issuer, signature and contents have been verified already. */
export interface RevocationQuestion {
  /** DER, of the person. */
  readonly certificate: Uint8Array;
  /** DER, of the trust anchor that issued it. */
  readonly issuer: Uint8Array;
  readonly now: Date;
  /** Ends when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/**
 * `unavailable` names its reason for the service's log: out of `REVOCATION_PROBLEMS`, or a short code of the service's own
 * checker.
 */
export type RevocationAnswer =
  | { readonly status: 'good'; readonly by: string; readonly asOf: Date }
  | {
      readonly status: 'revoked';
      readonly by: string;
      readonly revokedAt: Date;
      readonly reason?: string;
    }
  | { readonly status: 'unavailable'; readonly reason: string };

/**
 * Asks about one certificate: a revocation list, a responder, or a platform operator in the service's stead.
 * Whatever it throws counts as `unavailable`, never as good.
 */
export interface RevocationChecker {
  /** Asks once. An answer of `good` is one about this certificate, as of `asOf`. */
  check(question: RevocationQuestion): Promise<RevocationAnswer>;
}

/** What the result says: how far revocation was checked. */
export type Revocation =
  | {
      readonly status: 'checked';
      /** What said so, such as `crl` or `ocsp`. */
      readonly by: string;
      /** When that was true, by the clock of whoever said so. */
      readonly asOf: Date;
    }
  | { readonly status: 'not-checked' }
  | { readonly status: 'unavailable'; readonly reason: string };
/** How far revocation was checked. */
export type RevocationStatus = Revocation['status'];
