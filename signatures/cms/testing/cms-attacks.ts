/**
 * CMS signatures with one defect each, and the code by which they are to be refused. The same table makes the vectors by
 * which other verifiers can be tried. Not published.
 */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { concatBytes, toUtf8 } from '../../../shared/bytes.ts';
import { explicitTag, TAG } from '../../der/der-reader.ts';
import { der, derObjectIdentifier } from '../../der/der-writer.ts';
import { startHash } from '../../running-hash.ts';
import { RSA_SIGNATURE_OID } from '../../signature-algorithm.ts';
import type { IntegrityFailureCode } from '../../signature-report.ts';
import { makeTestSigner, type TestSigner } from '../../testing/test-signer.ts';
import { type Certificate, parseCertificate } from '../../x509/certificate.ts';
import { CONTENT_TYPE } from '../cms-oid.ts';
import {
  makeSignedData,
  octetString,
  type SignedDataFields,
  type SignerInfoOverrides,
  signingCertificateV2,
} from './make-signed-data.ts';

/** The people of the table, who do not exist. */
export interface CmsScene {
  readonly signer: TestSigner;
  /** Has a certificate of the same issuer and serial number. */
  readonly impostor: TestSigner;
  readonly document: Uint8Array;
}

export interface CmsAttack {
  readonly name: string;
  readonly code: IntegrityFailureCode;
  /** ContentInfo in DER. */
  readonly make: (scene: CmsScene) => Uint8Array;
  /** Beside the file, where that is part of the attack. */
  readonly document?: Uint8Array;
}

export function makeCmsScene(signer: TestSigner = makeTestSigner('山田 太郎')): CmsScene {
  return {
    signer,
    impostor: makeTestSigner(signer.name, { keyName: 'impostor' }),
    document: toUtf8('申請書\n'),
  };
}

/** What the scene's signer has signed, honestly by default. */
export function signedBy(scene: CmsScene, overrides: Partial<SignedDataFields> = {}): Uint8Array {
  return makeSignedData({ signer: scene.signer, content: scene.document, ...overrides });
}

const one =
  (overrides: SignerInfoOverrides | ((scene: CmsScene) => SignerInfoOverrides)) =>
  (scene: CmsScene): Uint8Array =>
    signedBy(scene, { signerInfos: [typeof overrides === 'function' ? overrides(scene) : overrides] });

const SHA1 = '1.3.14.3.2.26';
const MD5 = '1.2.840.113549.2.5';
const SHA224 = '2.16.840.1.101.3.4.2.4';
const SHA3_256 = '2.16.840.1.101.3.4.2.8';
const RSA_WITH_SHA1 = '1.2.840.113549.1.1.5';
const RSASSA_PSS = '1.2.840.113549.1.1.10';
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';

const flipLast = (bytes: Uint8Array): Uint8Array =>
  Uint8Array.from(bytes, (octet, index) => (index === bytes.length - 1 ? octet ^ 1 : octet));

const digestOf = (bytes: Uint8Array): Uint8Array => startHash('SHA-256').update(bytes).digest();

/** IssuerSerial, RFC 5035 section 5. */
export function issuerSerial({
  issuer,
  serialNumber,
}: Pick<Certificate, 'issuer' | 'serialNumber'>): Uint8Array {
  const issuers = der(TAG.sequence, der(explicitTag(4), issuer));
  return der(TAG.sequence, issuers, der(TAG.integer, serialNumber));
}

/** SigningCertificate by SHA-1, RFC 2634 section 5.4. */
export function signingCertificateV1(certificate: Uint8Array): Uint8Array {
  const digest = octetString(createHash('sha1').update(certificate).digest());
  return der(TAG.sequence, der(TAG.sequence, der(TAG.sequence, digest)));
}

export const CMS_ATTACKS: readonly CmsAttack[] = [
  {
    name: 'no signer',
    code: 'signer-ambiguous',
    make: (scene) => signedBy(scene, { signerInfos: [] }),
  },
  {
    name: 'two signers',
    code: 'signer-ambiguous',
    make: (scene) =>
      signedBy(scene, {
        signerInfos: [{}, { signer: scene.impostor }],
        certificates: [scene.signer.certificate, scene.impostor.certificate],
      }),
  },
  {
    name: 'one signer twice',
    code: 'signer-ambiguous',
    make: (scene) => signedBy(scene, { signerInfos: [{}, {}] }),
  },
  { name: 'no signed attributes', code: 'signature-form-unsupported', make: one({ arrange: 'none' }) },
  {
    name: 'the signed attributes of another document, as a document',
    code: 'signature-form-unsupported',
    make: ({ signer, document }) =>
      makeSignedData({
        signer,
        content: attributesOver(document, signer),
        signerInfos: [{ arrange: 'none' }],
      }),
  },
  {
    name: 'no content-type',
    code: 'signature-malformed',
    make: one({ attributes: { contentType: undefined } }),
  },
  {
    name: 'a content-type that is not the content’s',
    code: 'signature-malformed',
    make: one({ attributes: { contentType: derObjectIdentifier(CONTENT_TYPE.tstInfo) } }),
  },
  {
    name: 'content that is no plain data',
    code: 'signature-form-unsupported',
    make: (scene) => signedBy(scene, { contentType: CONTENT_TYPE.tstInfo }),
  },
  {
    name: 'no message-digest',
    code: 'signature-malformed',
    make: one({ attributes: { messageDigest: undefined } }),
  },
  {
    name: 'two values of message-digest',
    code: 'signature-malformed',
    make: one(({ document }) => ({
      attributes: {
        messageDigest: concatBytes(octetString(digestOf(document)), octetString(digestOf(toUtf8('')))),
      },
    })),
  },
  {
    name: 'the message-digest of another document',
    code: 'digest-mismatch',
    make: one({ attributes: { messageDigest: octetString(digestOf(toUtf8('another'))) } }),
  },
  {
    name: 'another document beside the one in the file',
    code: 'digest-mismatch',
    make: (scene) => signedBy(scene),
    document: toUtf8('another'),
  },
  {
    name: 'a detached signature beside another document',
    code: 'digest-mismatch',
    make: (scene) => signedBy(scene, { isDetached: true }),
    document: toUtf8('another'),
  },
  {
    name: 'attributes in another order than DER has',
    code: 'signature-malformed',
    make: one({ arrange: (attributes) => attributes.toReversed() }),
  },
  {
    name: 'the same attribute twice',
    code: 'signature-malformed',
    make: one({ arrange: (attributes) => attributes.flatMap((each) => [each, each]) }),
  },
  {
    name: 'attributes signed under the tag by which they are stored',
    code: 'signature-invalid',
    make: one({ signedTag: explicitTag(0) }),
  },
  {
    name: 'no signing-certificate',
    code: 'signer-certificate-unbound',
    make: one({ attributes: { signingCertificateV2: undefined } }),
  },
  {
    name: 'signing-certificate by SHA-1 alone',
    code: 'signature-algorithm-weak',
    make: one(({ signer }) => ({
      attributes: {
        signingCertificateV2: undefined,
        signingCertificate: signingCertificateV1(signer.certificate),
      },
    })),
  },
  {
    name: 'signing-certificate of another',
    code: 'signer-certificate-unbound',
    make: one(({ impostor }) => ({
      attributes: { signingCertificateV2: signingCertificateV2(impostor.certificate) },
    })),
  },
  {
    name: 'signing-certificate with another serial number',
    code: 'signer-certificate-unbound',
    make: one(({ signer: { certificate } }) => ({
      attributes: {
        signingCertificateV2: signingCertificateV2(
          certificate,
          issuerSerial({ ...parseCertificate(certificate), serialNumber: Uint8Array.of(9) }),
        ),
      },
    })),
  },
  {
    name: 'no certificate',
    code: 'signer-certificate-missing',
    make: (scene) => signedBy(scene, { certificates: [] }),
  },
  {
    name: 'a certificate of the same issuer and serial number in place of the signer’s',
    code: 'signer-certificate-unbound',
    make: (scene) => signedBy(scene, { certificates: [scene.impostor.certificate] }),
  },
  {
    name: 'the certificate of one person, the key of another',
    code: 'signature-invalid',
    make: one(({ signer, impostor }) => ({ signer: { ...signer, privateKey: impostor.privateKey } })),
  },
  {
    name: 'a changed signature',
    code: 'signature-invalid',
    make: one({ signature: flipLast }),
  },
  {
    name: 'a signature of nothing',
    code: 'signature-invalid',
    make: one({ signature: () => Uint8Array.of() }),
  },
  { name: 'MD5', code: 'signature-algorithm-weak', make: one({ digestOid: MD5 }) },
  {
    name: 'SHA-1, honestly computed',
    code: 'signature-algorithm-weak',
    make: one(({ document }) => ({
      digestOid: SHA1,
      signatureOid: RSA_WITH_SHA1,
      signWith: 'sha1',
      attributes: { messageDigest: octetString(createHash('sha1').update(document).digest()) },
    })),
  },
  { name: 'SHA-224', code: 'signature-algorithm-weak', make: one({ digestOid: SHA224 }) },
  {
    name: 'a digest that is not known',
    code: 'signature-form-unsupported',
    make: one({ digestOid: SHA3_256 }),
  },
  {
    name: 'SHA-1 in the signature alone',
    code: 'signature-algorithm-weak',
    make: one({ signatureOid: RSA_WITH_SHA1, signWith: 'sha1' }),
  },
  {
    name: 'another digest in the signature than in the attributes',
    code: 'signature-form-unsupported',
    make: one({ signatureOid: RSA_SIGNATURE_OID['SHA-512'], signWith: 'sha512' }),
  },
  { name: 'RSASSA-PSS', code: 'signature-form-unsupported', make: one({ signatureOid: RSASSA_PSS }) },
  {
    name: 'ECDSA with an RSA key',
    code: 'signature-invalid',
    make: one({ signatureOid: ECDSA_WITH_SHA256 }),
  },
  {
    name: 'RSA with an elliptic key',
    code: 'signature-invalid',
    make: ({ document }) => makeSignedData({ signer: ellipticSigner(), content: document }),
  },
  {
    name: 'an RSA key of 1024 bits',
    code: 'signature-algorithm-weak',
    make: ({ document }) =>
      makeSignedData({ signer: makeTestSigner('山田 太郎', { bits: 1024 }), content: document }),
  },
  {
    name: 'another version than the signer’s identifier has',
    code: 'signature-malformed',
    make: one({ version: 3 }),
  },
  {
    name: 'something after the last field of the signer',
    code: 'signature-malformed',
    make: one({ extra: der(TAG.null) }),
  },
  {
    name: 'unsigned attributes that are none',
    code: 'signature-malformed',
    make: one({ unsignedAttributes: () => der(TAG.null) }),
  },
];

export function ellipticSigner(name = '山田 花子', namedCurve = 'P-256'): TestSigner {
  return makeTestSigner(name, { keys: generateKeyPairSync('ec', { namedCurve }) });
}

/** What is signed when a document is: it could be passed off as a document itself, were it not for the attributes' absence. */
function attributesOver(document: Uint8Array, signer: TestSigner): Uint8Array {
  let attributes: readonly Uint8Array[] = [];
  const arrange = (all: readonly Uint8Array[]): readonly Uint8Array[] => (attributes = all);
  makeSignedData({ signer, content: document, signerInfos: [{ arrange }] });
  return der(TAG.set, ...attributes);
}
