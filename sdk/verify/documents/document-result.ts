/**
 * What verifying a signed document comes to.
 */
import type { DigestAlgorithm } from '../../../shared/jpki.ts';
import { type DocumentChange, INTEGRITY_FAILURES } from '../../../signatures/signature-report.ts';
import type { Holder } from '../../../signatures/x509/holder.ts';
import type { CertificateSummary } from '../certificate/certificate-summary.ts';
import type { Revocation } from '../revocation/revocation-checker.ts';
import { SIGNATURE_CERTIFICATE_FAILURES } from '../signature-certificate/signature-certificate-result.ts';
import type { SigningTime } from './signing-time.ts';

/** How a document can fail before any of its signatures is looked at. */
const READING_FAILURES = {
  'document-oversize': 'The document is larger than any that is read.',
  'document-malformed': 'The document is not of the format that it was given as.',
  'signature-missing': 'There is no signature in the document.',
} as const;

/** How one signature can fail, in the order of the checks. */
const SIGNATURE_CODES = {
  'document-missing': 'The signature is a detached one, and the document that it is about was not given.',
  ...INTEGRITY_FAILURES,
  'document-changed':
    'The document was changed after it was signed, in a way that may change what the signer saw.',
  ...SIGNATURE_CERTIFICATE_FAILURES,
} as const;

/**
 * Every way in which a signed document can fail, in the order of the checks, with a plain explanation for the service's
 * own log. Of several signatures the first one that fails gives the document its code.
 */
export const DOCUMENT_FAILURES = {
  ...READING_FAILURES,
  ...SIGNATURE_CODES,
  'changes-unsigned':
    'The document was last changed after its last signature, so that nobody has signed what it says now.',
} as const;
/** A key of {@link DOCUMENT_FAILURES}. */
export type DocumentFailureCode = keyof typeof DOCUMENT_FAILURES;
/** Those codes that are about one signature. */
export type SignatureFailureCode = keyof typeof SIGNATURE_CODES;

/** Look at `ok` first: only then does TypeScript give access to either half. */
export type DocumentResult = DocumentSuccess | DocumentFailure;

/**
 * There is a signature, every signature holds, and what the document says now is what was signed. Who signed is for the
 * service to compare with whom it expected.
 */
export interface DocumentSuccess {
  readonly ok: true;
  /** All of them, in the order of the document. */
  readonly signatures: readonly [SignatureSuccess, ...SignatureSuccess[]];
}

/** As {@link DocumentResult}, of a format that can hold the document inside the signature. */
export type ContentResult = ContentSuccess | DocumentFailure;

/** As {@link DocumentSuccess}, with what was signed. */
export interface ContentSuccess extends DocumentSuccess {
  /** The octets that were signed, and the only ones to use: out of the signature, or the document that was given. */
  readonly content: Uint8Array;
}

/** The document as it stands proves nothing. */
export interface DocumentFailure {
  readonly ok: false;
  readonly code: DocumentFailureCode;
  /** From {@link DOCUMENT_FAILURES}: for the service's log, not for the person. */
  readonly explanation: string;
  /** What exactly was found, where there is more to say: for the log too. */
  readonly reason?: string;
  /**
   * Each signature's own result, in the order of the document, as far as it could be read. Those that are `ok` hold for
   * what they cover: a counter-signature by somebody without a My Number Card, say, does not take from them.
   */
  readonly signatures: readonly SignatureResult[];
}

/** One signature in a document. Look at `ok` first. */
export type SignatureResult = SignatureSuccess | SignatureFailure;

/** A person signed this document, with the card that the certificate belongs to and its password. */
export interface SignatureSuccess {
  readonly ok: true;
  /** As the resident register had it when the certificate was issued. Personal data: keep no more of it than you need. */
  readonly holder: Holder;
  /** The certificate that was verified, of kind `digitalSignature`. */
  readonly certificate: CertificateSummary;
  /** Whether the card was a simulated one. Never true without `testTrustAnchors`. */
  readonly simulated: boolean;
  /** How far revocation was checked. Only verifiers registered under the JPKI Act can ask the authority. */
  readonly revocation: SignerRevocation;
  /** When it was signed at the latest, if a time stamp proves it. */
  readonly time: SigningTime;
  /** When it was signed as the signer's own computer says, which nobody vouches for. */
  readonly claimedTime?: Date;
  readonly digestAlgorithm: DigestAlgorithm;
  /** What was done to the document since, none of which changes what the signer saw, but for `acceptChanges`. */
  readonly changes: readonly DocumentChange[];
}

/** This signature proves nothing. The first check that failed says why. */
export interface SignatureFailure {
  readonly ok: false;
  readonly code: SignatureFailureCode;
  /** From {@link DOCUMENT_FAILURES}: for the service's log, not for the person. */
  readonly explanation: string;
  /** What exactly was found, where there is more to say: for the log too. */
  readonly reason?: string;
  /** What the signature says about itself. Anybody can write anything there: for a display that says so, and no more. */
  readonly unverified: {
    /** DER */
    readonly certificate?: Uint8Array;
    readonly claimedTime?: Date;
  };
}

/**
 * How far revocation of a signer's certificate was checked. `revoked-later`: it was in force when the signature was made,
 * as a time stamp proves, and has been revoked since.
 */
export type SignerRevocation =
  | Revocation
  | { readonly status: 'revoked-later'; readonly by: string; readonly revokedAt: Date };

export function isSignatureFailureCode(code: string): code is SignatureFailureCode {
  return Object.hasOwn(SIGNATURE_CODES, code);
}

export function toDocumentFailure(
  code: DocumentFailureCode,
  signatures: readonly SignatureResult[],
  reason?: string,
): DocumentFailure {
  const explanation = DOCUMENT_FAILURES[code];
  return { ok: false, code, explanation, ...(reason !== undefined && { reason }), signatures };
}
