import { createHash, generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';
import { describe, expect, it } from 'vitest';
import { type Bytes, concatBytes, fromHex, toUtf8 } from '../../shared/bytes.ts';
import { DIGEST_ALGORITHMS, type DigestAlgorithm } from '../../shared/jpki.ts';
import { TEST_ISSUER_ORGANISATION } from '../../shared/jpki.ts';
import { createTestCardContent } from '../testing/test-card-content.ts';
import { assertValidAt, parseCertificate } from './certificate.ts';
import { encodeDigestInfo } from './digest-info.ts';

const validity = { notBefore: new Date('2026-04-01T00:00:00Z'), notAfter: new Date('2031-04-01T14:59:59Z') };
const content = createTestCardContent(validity);
const digestOf = (message: string, algorithm: DigestAlgorithm = 'SHA-256') =>
  new Uint8Array(createHash(algorithm.replace('-', '')).update(message).digest());

describe('parseCertificate', () => {
  it('reads the validity', async () => {
    expect(await parseCertificate(content.certificate)).toMatchObject({
      der: content.certificate,
      ...validity,
      isTest: false,
    });
  });

  it.each(DIGEST_ALGORITHMS)(
    'knows the signature of its own key with %s, and no other',
    async (algorithm) => {
      const certificate = await parseCertificate(content.certificate);
      const digest = digestOf('message', algorithm);
      const signature = content.sign(encodeDigestInfo(algorithm, digest));
      const verifies = (value: Bytes, signed: Bytes) => certificate.verifiesDigest(algorithm, value, signed);
      expect(verifies(digest, signature)).toBe(true);
      expect(verifies(digestOf('another', algorithm), signature)).toBe(false);
      expect(verifies(digest, createTestCardContent().sign(encodeDigestInfo(algorithm, digest)))).toBe(false);
      expect(verifies(digest, signature.slice(1))).toBe(false);
      expect(verifies(digest, concatBytes(Uint8Array.of(0), signature))).toBe(false);
      expect(verifies(digest, new Uint8Array())).toBe(false);
      expect(verifies(digest, new Uint8Array(256).fill(0xff))).toBe(false);
    },
  );

  it('knows no signature that is an octet short, even where that octet is zero', async () => {
    const certificate = await parseCertificate(content.certificate);
    // One in 256 begins with zero.
    for (let number = 0; ; number += 1) {
      const digest = digestOf(`message ${number}`);
      const signature = content.sign(encodeDigestInfo('SHA-256', digest));
      if (signature[0] !== 0) continue;
      expect(certificate.verifiesDigest('SHA-256', digest, signature)).toBe(true);
      expect(certificate.verifiesDigest('SHA-256', digest, signature.slice(1))).toBe(false);
      break;
    }
  });

  it.each<[string, Bytes]>([
    ['the bare digest, which the card would sign as well', digestOf('message')],
    [
      'the DigestInfo without its NULL',
      concatBytes(fromHex('302F300B0609608648016503040201 0420'), digestOf('message')),
    ],
    ['the DigestInfo of another algorithm', encodeDigestInfo('SHA-512', digestOf('message', 'SHA-512'))],
    [
      'the DigestInfo and a byte more',
      concatBytes(encodeDigestInfo('SHA-256', digestOf('message')), Uint8Array.of(0)),
    ],
  ])('refuses a signature over %s', async (_, signed) => {
    const certificate = await parseCertificate(content.certificate);
    expect(certificate.verifiesDigest('SHA-256', digestOf('message'), content.sign(signed))).toBe(false);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['another SEQUENCE', fromHex('3003020101')],
    ['a certificate that is cut', content.certificate.slice(0, -1)],
  ])('refuses %s', async (_, der) => {
    await expect(parseCertificate(der)).rejects.toMatchObject({ code: 'card-malformed' });
  });

  it('does not support the keys of the next generation', async () => {
    await expect(parseCertificate(ellipticCertificate())).rejects.toMatchObject({ code: 'card-unsupported' });
  });

  it.each([
    [TEST_ISSUER_ORGANISATION, true],
    ['JPKI', false],
    [`X\nO=${TEST_ISSUER_ORGANISATION}`, false],
    [`X + O=${TEST_ISSUER_ORGANISATION}`, false],
    [`${TEST_ISSUER_ORGANISATION}2`, false],
  ])('of the issuer %j is a test certificate: %s', async (organisation, isTest) => {
    const { certificate } = createTestCardContent(validity, organisation);
    expect(await parseCertificate(certificate)).toMatchObject({ isTest });
  });
});

describe('assertValidAt', () => {
  it.each([
    ['the first second', validity.notBefore],
    ['the last second', validity.notAfter],
  ])('accepts %s', async (_, now) => {
    const certificate = await parseCertificate(content.certificate);
    expect(() => {
      assertValidAt(certificate, now);
    }).not.toThrow();
  });

  it.each([
    ['before', new Date(validity.notBefore.getTime() - 1000), 'certificate-not-yet-valid'],
    ['after', new Date(validity.notAfter.getTime() + 1000), 'certificate-expired'],
  ])('refuses the second %s', async (_, now, code) => {
    const certificate = await parseCertificate(content.certificate);
    expect(() => {
      assertValidAt(certificate, now);
    }).toThrow(expect.objectContaining({ code }));
  });
});

describe('encodeDigestInfo', () => {
  it.each(DIGEST_ALGORITHMS)('refuses a digest that is not one of %s', (algorithm) => {
    expect(() => encodeDigestInfo(algorithm, toUtf8('message'))).toThrow(RangeError);
  });
});
/** The test certificate with a P-384 key in place of its own; nobody checks its signature here. */
function ellipticCertificate(): Uint8Array<ArrayBuffer> {
  const certificate = forge.asn1.fromDer(forge.util.createBuffer(content.certificate));
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const spki = forge.asn1.fromDer(forge.util.createBuffer(publicKey.export({ type: 'spki', format: 'der' })));
  const [tbs] = certificate.value as forge.asn1.Asn1[]; // Certificate ::= SEQUENCE { tbsCertificate, ... }
  (tbs?.value as forge.asn1.Asn1[])[6] = spki; // subjectPublicKeyInfo, RFC 5280 section 4.1
  return Uint8Array.from(forge.asn1.toDer(certificate).getBytes(), (character) => character.charCodeAt(0));
}
