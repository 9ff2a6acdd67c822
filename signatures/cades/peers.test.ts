/** OpenSSL and pkijs accept what is signed here, and what OpenSSL signs is reported as it is. */
import { ContentInfo, SignedData } from 'pkijs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toUtf8 } from '../../shared/bytes.ts';
import { DIGEST_ALGORITHMS, type DigestAlgorithm } from '../../shared/jpki.ts';
import type { SignedArtefact } from '../container.ts';
import { ellipticSigner } from '../cms/testing/cms-attacks.ts';
import { Openssl } from '../testing/openssl.ts';
import { joinParts, signPrepared, testDocument } from '../testing/signed-parts.ts';
import {
  basicConstraintsCa,
  certificateUsage,
  makeTestSigner,
  signatureUsage,
  subjectKeyIdentifier,
} from '../testing/test-signer.ts';
import { OpensslTsa } from '../timestamp/testing/openssl-tsa.ts';
import { timestampRequest } from '../timestamp/timestamp-request.ts';
import { readTimestampResponse } from '../timestamp/timestamp-response.ts';
import { prepareCades } from './prepare-cades.ts';
import { reportCms } from './report-cms.ts';

const authority = makeTestSigner('試験認証局', { extensions: [basicConstraintsCa, certificateUsage] });
const signer = makeTestSigner('山田 太郎', {
  issuer: authority,
  serialNumber: 7,
  extensions: [signatureUsage, subjectKeyIdentifier(toUtf8('taro'))],
});
const other = makeTestSigner('山田 花子', { issuer: authority, serialNumber: 8 });
const elliptic = ellipticSigner();
const document = toUtf8('申請書\r\n二行目\n');

let openssl: Openssl;
let tsa: OpensslTsa;

beforeAll(async () => {
  [openssl, tsa] = await Promise.all([Openssl.start(), OpensslTsa.start()]);
  await openssl.writeSigner('authority', authority);
  await openssl.writeSigner('signer', signer);
  await openssl.writeSigner('other', other);
  await openssl.writeSigner('elliptic', elliptic);
  await openssl.write('document', document);
});
afterAll(async () => {
  await Promise.all([openssl.stop(), tsa.stop()]);
});

async function stamp(stamped: Uint8Array): Promise<Uint8Array> {
  const request = timestampRequest(stamped);
  return readTimestampResponse(await tsa.answer(request), request);
}

async function sign(
  digestAlgorithm: DigestAlgorithm,
  packaging: 'detached' | 'enveloping',
  isStamped = false,
): Promise<SignedArtefact> {
  const prepared = await prepareCades(testDocument(document, digestAlgorithm), {
    digestAlgorithm,
    packaging,
  });
  return signPrepared(prepared, { signer, ...(isStamped && { stamp }) });
}

const VERIFY = ['cms', '-verify', '-cades', '-inform', 'DER', '-binary', '-CAfile', 'authority.pem'] as const;

describe.each(DIGEST_ALGORITHMS)('signed by %s', (digestAlgorithm) => {
  it('detached, OpenSSL and pkijs verify it, and so does the report', async () => {
    const { parts, signature } = await sign(digestAlgorithm, 'detached');
    expect(parts).toEqual([signature]);
    await openssl.write('signed', signature);
    await openssl.run(
      ...VERIFY,
      '-purpose',
      'any',
      '-in',
      'signed',
      '-content',
      'document',
      '-out',
      'content',
    );
    expect(await openssl.read('content')).toEqual(document);
    expect(await isValidToPkijs(signature, document)).toBe(true);
    expect((await reportCms(signature, document)).signatures).toMatchObject([
      {
        integrity: { ok: true },
        certificate: signer.certificate,
        digestAlgorithm,
        claimedTime: new Date('2026-11-22T01:02:03Z'),
        coverage: { kind: 'whole-document' },
      },
    ]);
  });

  it('enveloping, the document stands in the middle as it came', async () => {
    const { parts, signature } = await sign(digestAlgorithm, 'enveloping');
    expect(parts[1]).toEqual({ offset: 0, length: document.length });
    const signed = joinParts(parts, document);
    await openssl.write('signed', signed);
    await openssl.run(...VERIFY, '-purpose', 'any', '-in', 'signed', '-out', 'content');
    expect(await openssl.read('content')).toEqual(document);
    expect(await isValidToPkijs(signed)).toBe(true);
    expect(await reportCms(signed)).toMatchObject({
      signatures: [{ integrity: { ok: true }, coverage: { kind: 'whole-document' } }],
      content: document,
    });
    // The signature alone is the same without the document.
    expect((await reportCms(signature, document)).signatures).toMatchObject([{ integrity: { ok: true } }]);
  });
});

it('with a time stamp, they verify it as well, and the report has the authority’s time', async () => {
  const { signature } = await sign('SHA-256', 'detached', true);
  await openssl.write('signed', signature);
  await openssl.run(...VERIFY, '-purpose', 'any', '-in', 'signed', '-content', 'document', '-out', 'content');
  const { signatures } = await reportCms(signature, document);
  const timestamp = signatures[0]?.timestamp;
  expect(timestamp).toMatchObject({ integrity: { ok: true }, certificate: tsa.signer.certificate });
  expect(Math.abs((timestamp?.time?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
});

it('an empty document can be signed, too', async () => {
  const nothing = new Uint8Array();
  const options = { digestAlgorithm: 'SHA-256', packaging: 'enveloping' } as const;
  const artefact = await signPrepared(await prepareCades(testDocument(nothing, 'SHA-256'), options), {
    signer,
  });
  expect(await reportCms(joinParts(artefact.parts, nothing))).toMatchObject({
    signatures: [{ integrity: { ok: true } }],
    content: nothing,
  });
});

const SIGN = [
  'cms',
  '-sign',
  '-binary',
  '-nosmimecap',
  '-in',
  'document',
  '-outform',
  'DER',
  '-out',
  'signed',
];
const BY_SIGNER = ['-signer', 'signer.pem', '-inkey', 'signer.key'];

describe('what OpenSSL signs', () => {
  it.each([
    ['detached', []],
    ['with SHA-384', ['-md', 'sha384']],
    ['with SHA-512', ['-md', 'sha512']],
    ['by subject key identifier', ['-keyid']],
    ['with the document in it', ['-nodetach']],
    ['in pieces', ['-nodetach', '-stream']],
    ['detached, with indefinite lengths', ['-stream']],
    ['with other certificates beside', ['-certfile', 'authority.pem']],
  ])('%s, is verified', async (_name, options) => {
    await openssl.run(...SIGN, '-cades', ...BY_SIGNER, ...options);
    const { signatures } = await reportCms(await openssl.read('signed'), document);
    expect(signatures).toMatchObject([{ integrity: { ok: true }, certificate: signer.certificate }]);
  });

  it('with an elliptic key, is verified', async () => {
    await openssl.run(...SIGN, '-cades', '-signer', 'elliptic.pem', '-inkey', 'elliptic.key');
    const { signatures } = await reportCms(await openssl.read('signed'), document);
    expect(signatures).toMatchObject([{ integrity: { ok: true }, certificate: elliptic.certificate }]);
  });

  it.each([
    ['without signing-certificate', 'signer-certificate-unbound', BY_SIGNER],
    ['without attributes', 'signature-form-unsupported', [...BY_SIGNER, '-noattr']],
    ['with SHA-1', 'signature-algorithm-weak', ['-cades', ...BY_SIGNER, '-md', 'sha1']],
    ['without certificates', 'signer-certificate-missing', ['-cades', ...BY_SIGNER, '-nocerts']],
    [
      'with two signers',
      'signer-ambiguous',
      ['-cades', ...BY_SIGNER, '-signer', 'other.pem', '-inkey', 'other.key'],
    ],
    [
      'with RSASSA-PSS',
      'signature-form-unsupported',
      ['-cades', ...BY_SIGNER, '-keyopt', 'rsa_padding_mode:pss'],
    ],
  ])('%s, is refused as %s', async (_name, code, options) => {
    await openssl.run(...SIGN, ...options);
    const { signatures } = await reportCms(await openssl.read('signed'), document);
    expect(signatures).toMatchObject([{ integrity: { ok: false, code } }]);
  });
});

async function isValidToPkijs(cms: Uint8Array, detachedFrom?: Uint8Array): Promise<boolean> {
  const signedData = new SignedData({ schema: ContentInfo.fromBER(Uint8Array.from(cms)).content });
  const data = detachedFrom && { data: Uint8Array.from(detachedFrom).buffer };
  return signedData.verify({ signer: 0, ...data });
}
