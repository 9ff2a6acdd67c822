/**
 * What is to be seen of one signature in a document, whoever made it: everything but whether its certificate is to be
 * trusted, which is for those to judge who have trust anchors.
 */
import type { DigestAlgorithm } from '../shared/jpki.ts';

/**
 * Why a signature says nothing, in the order of the checks: it fails by the first of them.
 * The explanations are for the verifier's log.
 */
export const INTEGRITY_FAILURES = {
  'signature-malformed': 'The signature is not of the form that its standard describes.',
  'signature-form-unsupported': 'The signature uses something that is not supported, or not allowed here.',
  'signature-algorithm-weak': 'The signature or one of its digests uses an algorithm that is no longer safe.',
  'signer-ambiguous': 'It is not clear who signed: there is more than one signer, or none.',
  'signer-certificate-missing': 'The signer’s certificate is not in the signature.',
  'signer-certificate-unbound':
    'The signature does not say by whose certificate it was made, or names another one.',
  'coverage-gap': 'The signature does not cover the document without a gap.',
  'reference-ambiguous': 'What the signature refers to is not one certain part of the document.',
  'digest-mismatch': 'The document is not the one that was signed.',
  'signature-invalid':
    'The signature was not made with the key of the certificate, or was changed afterwards.',
} as const;
export type IntegrityFailureCode = keyof typeof INTEGRITY_FAILURES;

export type SignatureIntegrity =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly code: IntegrityFailureCode;
      /** What exactly was found: for the log. */
      readonly reason: string;
    };

/** How much of the document the signature vouches for. */
export type Coverage =
  /** All of it. */
  | { readonly kind: 'whole-document' }
  /** An earlier revision, and what was done to it since (PDF). */
  | { readonly kind: 'earlier-revision'; readonly changes: readonly DocumentChange[] }
  /** A detached signature without its document; nothing was compared. */
  | { readonly kind: 'document-missing' };

/** What a later revision did to a signed one. Only the first four leave what the signer saw as it was. */
export const DOCUMENT_CHANGES = {
  'signature-added': { allowed: true },
  'timestamp-added': { allowed: true },
  /** Certificates and revocation data for later (DSS, ETSI EN 319 142-1 section 5.4.2). */
  'validation-data-added': { allowed: true },
  /** The file was written anew without a change to any object that is used. */
  'nothing-visible': { allowed: true },
  'form-filled': { allowed: false },
  'annotation-changed': { allowed: false },
  'content-changed': { allowed: false },
  unreadable: { allowed: false },
} as const satisfies Record<string, { readonly allowed: boolean }>;
/** What was done to a document after a signature. */
export type DocumentChange = keyof typeof DOCUMENT_CHANGES;

export interface TimestampReport {
  readonly integrity: SignatureIntegrity;
  /** When the authority says that the signature existed; undefined when the token cannot be read. */
  readonly time: Date | undefined;
  /** Of the authority, DER; undefined when it is not in the token. */
  readonly certificate: Uint8Array | undefined;
}

export interface SignatureReport {
  readonly integrity: SignatureIntegrity;
  /** DER; undefined when there is none that is certainly the signer's. */
  readonly certificate: Uint8Array | undefined;
  /** All that the signature brought along, DER. */
  readonly certificates: readonly Uint8Array[];
  readonly digestAlgorithm: DigestAlgorithm | undefined;
  /** As the signer says, and nobody vouches for. */
  readonly claimedTime: Date | undefined;
  readonly timestamp: TimestampReport | undefined;
  readonly coverage: Coverage;
}
