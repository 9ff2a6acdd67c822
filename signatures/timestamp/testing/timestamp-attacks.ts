/** Time-stamp tokens with one defect each, and the code by which they are to be refused. Not published. */
import { concatBytes, toUtf8 } from '../../../shared/bytes.ts';
import { CONTENT_TYPE } from '../../cms/cms-oid.ts';
import { signingCertificateV1 } from '../../cms/testing/cms-attacks.ts';
import { makeSignedData, type SignedDataFields } from '../../cms/testing/make-signed-data.ts';
import { explicitTag, TAG } from '../../der/der-reader.ts';
import { der, derObjectIdentifier } from '../../der/der-writer.ts';
import { startHash } from '../../running-hash.ts';
import { DIGEST_OID } from '../../signature-algorithm.ts';
import type { IntegrityFailureCode } from '../../signature-report.ts';
import {
  extendedKeyUsage,
  makeTestSigner,
  type TestExtension,
  type TestSigner,
} from '../../testing/test-signer.ts';
import { TIME_STAMPING } from './openssl-tsa.ts';

export interface TimestampScene {
  readonly authority: TestSigner;
  readonly stamped: Uint8Array;
}

export interface TimestampAttack {
  readonly name: string;
  readonly code: IntegrityFailureCode;
  /** TimeStampToken in DER. */
  readonly make: (scene: TimestampScene) => Uint8Array;
}

export function makeTimestampScene(stamped: Uint8Array = toUtf8('octets of a signature')): TimestampScene {
  const extensions = [extendedKeyUsage(true, TIME_STAMPING)];
  return { authority: makeTestSigner('試験タイムスタンプ局', { extensions }), stamped };
}

export interface TstInfoFields {
  readonly stamped: Uint8Array;
  readonly version?: number;
  readonly digestOid?: string;
  readonly genTime?: string;
  /** What follows the time. */
  readonly more?: Uint8Array;
}

export function tstInfo(fields: TstInfoFields): Uint8Array {
  const { version = 1, digestOid = DIGEST_OID['SHA-256'], genTime = '20261122010203Z', more } = fields;
  const digest = startHash('SHA-256').update(fields.stamped).digest();
  const algorithm = der(TAG.sequence, derObjectIdentifier(digestOid), der(TAG.null));
  return der(
    TAG.sequence,
    der(TAG.integer, Uint8Array.of(version)),
    derObjectIdentifier('1.2.392.99999.1'),
    der(TAG.sequence, algorithm, der(TAG.octetString, digest)),
    der(TAG.integer, Uint8Array.of(5)),
    der(TAG.generalizedTime, toUtf8(genTime)),
    ...(more ? [more] : []),
  );
}

/** By the scene's authority, over what is to be stamped, unless something is replaced. */
export function tokenBy(scene: TimestampScene, overrides: Partial<SignedDataFields> = {}): Uint8Array {
  return makeSignedData({
    signer: scene.authority,
    content: tstInfo({ stamped: scene.stamped }),
    contentType: CONTENT_TYPE.tstInfo,
    ...overrides,
  });
}

const saying =
  (fields: Partial<TstInfoFields>) =>
  (scene: TimestampScene): Uint8Array =>
    tokenBy(scene, { content: tstInfo({ stamped: scene.stamped, ...fields }) });

const byAuthorityWith =
  (...extensions: readonly TestExtension[]) =>
  (scene: TimestampScene): Uint8Array =>
    tokenBy(scene, { signer: makeTestSigner(scene.authority.name, { extensions }) });

const CRITICAL_EXTENSION = der(
  explicitTag(1),
  der(
    TAG.sequence,
    derObjectIdentifier('1.2.3'),
    der(TAG.boolean, Uint8Array.of(0xff)),
    der(TAG.octetString),
  ),
);
const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';

export const TIMESTAMP_ATTACKS: readonly TimestampAttack[] = [
  {
    name: 'of something else',
    code: 'digest-mismatch',
    make: saying({ stamped: toUtf8('something else') }),
  },
  { name: 'by SHA-1', code: 'signature-algorithm-weak', make: saying({ digestOid: '1.3.14.3.2.26' }) },
  { name: 'of another version', code: 'signature-malformed', make: saying({ version: 2 }) },
  {
    name: 'with a critical extension',
    code: 'signature-malformed',
    make: saying({ more: CRITICAL_EXTENSION }),
  },
  {
    name: 'with a time of no zone',
    code: 'signature-malformed',
    make: saying({ genTime: '20261122010203' }),
  },
  {
    name: 'with a time that ends in zeros',
    code: 'signature-malformed',
    make: saying({ genTime: '20261122010203.10Z' }),
  },
  {
    name: 'on a day that is none',
    code: 'signature-malformed',
    make: saying({ genTime: '20260231010203Z' }),
  },
  {
    name: 'without its content',
    code: 'signature-malformed',
    make: (scene) => tokenBy(scene, { isDetached: true }),
  },
  {
    name: 'of plain data',
    code: 'signature-form-unsupported',
    make: (scene) => tokenBy(scene, { contentType: CONTENT_TYPE.data }),
  },
  {
    name: 'without its certificate',
    code: 'signer-certificate-missing',
    make: (scene) => tokenBy(scene, { certificates: [] }),
  },
  {
    name: 'by an authority without extended key usage',
    code: 'signature-form-unsupported',
    make: byAuthorityWith(),
  },
  {
    name: 'by an authority whose extended key usage is not critical',
    code: 'signature-form-unsupported',
    make: byAuthorityWith(extendedKeyUsage(false, TIME_STAMPING)),
  },
  {
    name: 'by an authority that may do other things',
    code: 'signature-form-unsupported',
    make: byAuthorityWith(extendedKeyUsage(true, TIME_STAMPING, CODE_SIGNING)),
  },
  {
    name: 'by one that signs code',
    code: 'signature-form-unsupported',
    make: byAuthorityWith(extendedKeyUsage(true, CODE_SIGNING)),
  },
  {
    name: 'with another’s certificate named by SHA-1',
    code: 'signer-certificate-unbound',
    make: (scene) =>
      tokenBy(scene, {
        signerInfos: [
          {
            attributes: {
              signingCertificateV2: undefined,
              signingCertificate: signingCertificateV1(
                concatBytes(scene.authority.certificate, Uint8Array.of(0)),
              ),
            },
          },
        ],
      }),
  },
  {
    name: 'with a changed signature',
    code: 'signature-invalid',
    make: (scene) =>
      tokenBy(scene, { signerInfos: [{ signature: (octets) => octets.map((octet) => octet ^ 1) }] }),
  },
];
