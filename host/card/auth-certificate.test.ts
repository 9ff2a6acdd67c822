import { createHash, generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';
import { describe, expect, it } from 'vitest';
import { concatBytes, fromHex, toUtf8 } from '../../shared/bytes.ts';
import { createTestCardContent } from '../testing/test-card-content.ts';
import { assertValidAt, parseAuthCertificate } from './auth-certificate.ts';

const validity = { notBefore: new Date('2026-04-01T00:00:00Z'), notAfter: new Date('2031-04-01T14:59:59Z') };
const content = createTestCardContent(validity);
const digestInfo = (message: Uint8Array) =>
  concatBytes(
    fromHex('3031300D060960864801650304020105000420'),
    createHash('sha256').update(message).digest(),
  );

describe('parseAuthCertificate', () => {
  it('reads the validity', async () => {
    expect(await parseAuthCertificate(content.certificate)).toMatchObject({
      der: content.certificate,
      ...validity,
    });
  });

  it('knows the signature of its own key, and no other', async () => {
    const { verifies } = await parseAuthCertificate(content.certificate);
    const message = toUtf8('message');
    const signature = content.sign(digestInfo(message));
    expect(verifies(message, signature)).toBe(true);
    expect(verifies(toUtf8('another'), signature)).toBe(false);
    expect(verifies(message, createTestCardContent().sign(digestInfo(message)))).toBe(false);
    expect(verifies(message, signature.subarray(1))).toBe(false);
    expect(verifies(message, new Uint8Array())).toBe(false);
  });

  it('refuses a signature over the bare digest, which the card would make as well', async () => {
    const { verifies } = await parseAuthCertificate(content.certificate);
    const message = toUtf8('message');
    expect(verifies(message, content.sign(createHash('sha256').update(message).digest()))).toBe(false);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['another SEQUENCE', fromHex('3003020101')],
    ['a certificate that is cut', content.certificate.slice(0, -1)],
  ])('refuses %s', async (_, der) => {
    await expect(parseAuthCertificate(der)).rejects.toMatchObject({ code: 'card-malformed' });
  });

  it('does not support the keys of the next generation', async () => {
    await expect(parseAuthCertificate(ellipticCertificate())).rejects.toMatchObject({
      code: 'card-unsupported',
    });
  });
});

describe('assertValidAt', () => {
  it.each([
    ['the first second', validity.notBefore],
    ['the last second', validity.notAfter],
  ])('accepts %s', async (_, now) => {
    const certificate = await parseAuthCertificate(content.certificate);
    expect(() => {
      assertValidAt(certificate, now);
    }).not.toThrow();
  });

  it.each([
    ['before', new Date(validity.notBefore.getTime() - 1000), 'certificate-not-yet-valid'],
    ['after', new Date(validity.notAfter.getTime() + 1000), 'certificate-expired'],
  ])('refuses the second %s', async (_, now, code) => {
    const certificate = await parseAuthCertificate(content.certificate);
    expect(() => {
      assertValidAt(certificate, now);
    }).toThrow(expect.objectContaining({ code }));
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
