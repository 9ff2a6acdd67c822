/**
 * What every format of signature does with a document: `prepare` before the password, `bind` with the certificate that
 * the password has opened, `finish` with the card's signature. One folder for each format implements it.
 */
import type { DigestAlgorithm } from '../shared/jpki.ts';
import type { DocumentRefusal } from '../shared/signing.ts';
import type { RunningHash } from './running-hash.ts';

/** One document, as it arrived: whoever shows it and whoever signs it have these bytes and no others. */
export interface SignableDocument {
  readonly name: string;
  /** Media type. */
  readonly type: string;
  readonly content: Blob;
  /** Of the whole content, by the request's digest algorithm, and not ended: clone it. */
  readonly hash: RunningHash;
}

/** Who signs, and when. */
export interface Signer {
  /** DER */
  readonly certificate: Uint8Array;
  /** By this computer's clock, which nobody vouches for. */
  readonly time: Date;
}

/** A document that can be signed: all that does not depend on the signer has been done. */
export interface PreparedDocument {
  bind(signer: Signer): Promise<BoundDocument>;
}

/** A document with the signer's name in it, and what the card is to sign. */
export interface BoundDocument {
  readonly digestAlgorithm: DigestAlgorithm;
  readonly digest: Uint8Array;
  /**
   * What a time stamp is taken over, where it is not the signature's own bytes: for XAdES the `ds:SignatureValue`
   * element in its canonical form (ETSI EN 319 132-1 section 5.3).
   */
  timestampInput?(signature: Uint8Array): Uint8Array;
  /**
   * @param signature RSASSA-PKCS1-v1_5 over the digest
   * @param timestampToken RFC 3161 TimeStampToken in DER, over `timestampInput` or the signature; only where a
   *   time stamp was asked for
   * @throws DocumentRefused `signature-oversize`
   */
  finish(signature: Uint8Array, timestampToken?: Uint8Array): SignedArtefact | Promise<SignedArtefact>;
}

export interface SignedArtefact {
  /** One after the other they are the signed document, or the detached signature. */
  readonly parts: readonly Part[];
  /** The signature alone. */
  readonly signature: Uint8Array;
}

/** New bytes, or a span of the document as it arrived. */
export type Part = Uint8Array | DocumentSpan;

export interface DocumentSpan {
  readonly offset: number;
  readonly length: number;
  readonly encoding?: 'base64url';
}

/** This document cannot be signed in this format, whoever signs. */
export class DocumentRefused extends Error {
  readonly reason: DocumentRefusal;

  constructor(reason: DocumentRefusal, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'DocumentRefused';
    this.reason = reason;
  }
}
