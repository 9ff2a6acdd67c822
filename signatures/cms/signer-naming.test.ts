/** How a CMS names whose signature it is: outside of what is signed, and within; and when it says that it was made. */
import { describe, expect, it } from 'vitest';
import { concatBytes, toUtf8 } from '../../shared/bytes.ts';
import type { DigestAlgorithm } from '../../shared/jpki.ts';
import { explicitTag, implicitTag, TAG } from '../der/der-reader.ts';
import { der, derObjectIdentifier } from '../der/der-writer.ts';
import { startHash } from '../running-hash.ts';
import { DIGEST_OID } from '../signature-algorithm.ts';
import { makeTestSigner, signatureUsage, subjectKeyIdentifier } from '../testing/test-signer.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { reportSignedData } from './report-signed-data.ts';
import { parseSignedData } from './signed-data.ts';
import { issuerSerial } from './testing/cms-attacks.ts';
import {
  issuerAndSerialNumber,
  makeSignedData,
  octetString,
  type SignedDataFields,
  type SignerInfoOverrides,
  signingCertificateV2,
} from './testing/make-signed-data.ts';

const signer = makeTestSigner('山田 太郎', {
  extensions: [signatureUsage, subjectKeyIdentifier(toUtf8('taro'))],
});
const { certificate } = signer;
const read = parseCertificate(certificate);
const other = parseCertificate(makeTestSigner('山田 花子', { keyName: signer.name }).certificate);
const content = toUtf8('申請書');

async function report(overrides: SignerInfoOverrides, fields: Partial<SignedDataFields> = {}) {
  const cms = makeSignedData({ signer, content, signerInfos: [overrides], ...fields });
  return reportSignedData(parseSignedData(cms), (algorithm) => startHash(algorithm).update(content).digest());
}

const byKey = (name: string, version = 3): SignerInfoOverrides => ({
  version,
  identifier: der(implicitTag(0), toUtf8(name)),
});
const bySigningCertificate = (value: Uint8Array): SignerInfoOverrides => ({
  attributes: { signingCertificateV2: value },
});

/** ESSCertIDv2 with its algorithm, RFC 5035 section 4. */
function byAlgorithm(oid: string, algorithm: DigestAlgorithm = 'SHA-256'): Uint8Array {
  const digest = octetString(startHash(algorithm).update(certificate).digest());
  const identifier = der(TAG.sequence, der(TAG.sequence, derObjectIdentifier(oid)), digest);
  return der(TAG.sequence, der(TAG.sequence, identifier));
}

describe('accepted', () => {
  it.each<[string, SignerInfoOverrides]>([
    ['by subject key identifier', byKey('taro')],
    [
      'by issuer and serial number within',
      bySigningCertificate(signingCertificateV2(certificate, issuerSerial(read))),
    ],
    ['by SHA-256, said although it is the default', bySigningCertificate(byAlgorithm(DIGEST_OID['SHA-256']))],
    ['by SHA-384', bySigningCertificate(byAlgorithm(DIGEST_OID['SHA-384'], 'SHA-384'))],
    ['by SHA-512', bySigningCertificate(byAlgorithm(DIGEST_OID['SHA-512'], 'SHA-512'))],
    ['with its authority’s after it', bySigningCertificate(withAnother(certificate, Uint8Array.of(1)))],
  ])('%s', async (_name, overrides) => {
    expect(await report(overrides)).toMatchObject({ integrity: { ok: true }, certificate });
  });

  it.each([
    ['one that cannot be read', der(TAG.sequence)],
    ['an attribute certificate, of another form', der(explicitTag(2), der(TAG.null))],
  ])('beside %s', async (_name, beside) => {
    const { integrity, certificate: found } = await report({}, { certificates: [beside, certificate] });
    expect(integrity).toEqual({ ok: true });
    expect(found).toEqual(certificate);
  });
});

it('passes over certificates that are not X.509’s', async () => {
  const attributeCertificate = der(explicitTag(2), der(TAG.null));
  const { certificates } = await report({}, { certificates: [certificate, attributeCertificate] });
  expect(certificates).toEqual([certificate]);
});

describe('refused', () => {
  it.each<[string, string, SignerInfoOverrides]>([
    ['by another’s subject key identifier', 'signer-certificate-missing', byKey('hanako')],
    ['by subject key identifier, in the version for names', 'signature-malformed', byKey('taro', 1)],
    [
      'by another serial number',
      'signer-certificate-missing',
      { identifier: issuerAndSerialNumber(certificate, { serialNumber: Uint8Array.of(9) }) },
    ],
    [
      'by another issuer',
      'signer-certificate-missing',
      { identifier: issuerAndSerialNumber(certificate, { issuer: other.issuer }) },
    ],
    [
      'by another issuer within',
      'signer-certificate-unbound',
      bySigningCertificate(
        signingCertificateV2(certificate, issuerSerial({ ...read, issuer: other.issuer })),
      ),
    ],
    [
      'by SHA-1 in the newer form',
      'signature-algorithm-weak',
      bySigningCertificate(byAlgorithm('1.3.14.3.2.26')),
    ],
    [
      'as the second of two',
      'signer-certificate-unbound',
      bySigningCertificate(withAnother(Uint8Array.of(1), certificate)),
    ],
    ['by nothing', 'signature-malformed', bySigningCertificate(der(TAG.sequence, der(TAG.sequence)))],
  ])('%s', async (_name, code, overrides) => {
    expect(await report(overrides)).toMatchObject({
      integrity: { ok: false, code },
      certificate: undefined,
    });
  });
});

describe('the claimed time', () => {
  const at = (...times: readonly Uint8Array[]): SignerInfoOverrides => ({
    attributes: { signingTime: concatBytes(...times) },
  });
  const utcTime = der(TAG.utcTime, toUtf8('261122010203Z'));

  it.each([
    ['261122010203Z', TAG.utcTime, '2026-11-22T01:02:03Z'],
    ['20501122010203Z', TAG.generalizedTime, '2050-11-22T01:02:03Z'],
  ])('is what %s says', async (text, tag, time) => {
    const { integrity, claimedTime } = await report(at(der(tag, toUtf8(text))));
    expect(integrity).toEqual({ ok: true });
    expect(claimedTime).toEqual(new Date(time));
  });

  it.each([
    ['twice', at(utcTime, utcTime)],
    ['of no time', at(der(TAG.utcTime, toUtf8('soon')))],
    ['not there at all', at(der(TAG.null))],
  ])('%s is refused', async (_name, overrides) => {
    expect((await report(overrides)).integrity).toMatchObject({ ok: false, code: 'signature-malformed' });
  });
});

/** SigningCertificateV2 of two. */
function withAnother(...certificates: readonly Uint8Array[]): Uint8Array {
  const identifiers = certificates.map((each) =>
    der(TAG.sequence, octetString(startHash('SHA-256').update(each).digest())),
  );
  return der(TAG.sequence, der(TAG.sequence, ...identifiers));
}
