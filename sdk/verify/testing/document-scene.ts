/** A person who signs documents, and a service that verifies them, from which each test changes one thing. Not published. */
import { constants, type KeyObject, privateEncrypt } from 'node:crypto';
import { expect } from 'vitest';
import { concatBytes } from '../../../shared/bytes.ts';
import type { DigestAlgorithm } from '../../../shared/jpki.ts';
import { startSignedData } from '../../../signatures/cms/signed-data-builder.ts';
import { TAG } from '../../../signatures/der/der-reader.ts';
import { der, derObjectIdentifier } from '../../../signatures/der/der-writer.ts';
import { startHash } from '../../../signatures/running-hash.ts';
import { DIGEST_OID } from '../../../signatures/signature-algorithm.ts';
import {
  createDocumentVerifier,
  DOCUMENT_FAILURES,
  type DocumentFailureCode,
  type DocumentResult,
  type DocumentVerifier,
  type DocumentVerifierSettings,
} from '../index.ts';
import { leafKeys, pin } from './scene.ts';
import { keyPair } from './test-pki.ts';
import { makeSignatureAuthority, makeSignatureLeaf } from './test-signature-pki.ts';

export const SIGNED_AT = new Date('2026-06-01T11:59:00Z');
export const NOON = new Date('2026-06-01T12:00:00Z');
export const signatureAuthority = makeSignatureAuthority('JPKI', keyPair('signature-authority'));
export const testSignatureAuthority = makeSignatureAuthority(
  'JPKI-TEST',
  keyPair('test-signature-authority'),
);
export const signatureLeaf = makeSignatureLeaf(signatureAuthority);
export const DOCUMENT = new Uint8Array(Buffer.from('申請書\n'));

export interface TestSigning {
  readonly certificate: Uint8Array;
  readonly privateKey: KeyObject;
  readonly digestAlgorithm: DigestAlgorithm;
  readonly time: Date;
  /** Makes a time stamp over the signature. */
  readonly stamp: ((signature: Uint8Array) => Uint8Array) | undefined;
}

/** By the person with {@link signatureLeaf}. */
export const SIGNING: TestSigning = {
  certificate: signatureLeaf,
  privateKey: leafKeys.privateKey,
  digestAlgorithm: 'SHA-256',
  time: SIGNED_AT,
  stamp: undefined,
};

/** A card's answer: RSASSA-PKCS1-v1_5 over the digest (RFC 8017 section 9.2). */
export function signDigest(
  { privateKey, digestAlgorithm }: Pick<TestSigning, 'privateKey' | 'digestAlgorithm'>,
  digest: Uint8Array,
): Uint8Array {
  const algorithm = der(TAG.sequence, derObjectIdentifier(DIGEST_OID[digestAlgorithm]), der(TAG.null));
  const digestInfo = der(TAG.sequence, algorithm, der(TAG.octetString, digest));
  return privateEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, digestInfo);
}

/** CAdES, with the document in it or beside it. */
export function signCms(
  packaging: 'detached' | 'enveloping',
  overrides: Partial<TestSigning> = {},
  document: Uint8Array = DOCUMENT,
): Uint8Array {
  const signing = { ...SIGNING, ...overrides };
  const { certificate, digestAlgorithm, time } = signing;
  const contentDigest = startHash(digestAlgorithm).update(document).digest();
  const data = startSignedData({ certificate, digestAlgorithm, contentDigest, signingTime: time });
  const signature = signDigest(signing, data.digest);
  const token = signing.stamp?.(signature);
  if (packaging === 'detached') return data.detached(signature, token);
  const { before, after } = data.enveloping(document.length, signature, token);
  return concatBytes(before, document, after);
}

export function documentVerifier(settings: Partial<DocumentVerifierSettings> = {}): DocumentVerifier {
  return createDocumentVerifier({
    trustAnchors: [pin(signatureAuthority.certificate)],
    now: () => NOON,
    ...settings,
  });
}

/** Refused with this code, by the signature with the same one where it is a signature's. */
export function expectRefusal(result: DocumentResult, code: DocumentFailureCode): void {
  expect(result).toMatchObject({ ok: false, code, explanation: DOCUMENT_FAILURES[code] });
}
