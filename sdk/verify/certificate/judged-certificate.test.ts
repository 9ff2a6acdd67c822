/** Certificates that an attacker may offer, each refused with its own code. */
import { sign } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { der } from '../../../signatures/der/der-writer.ts';
import { parseCertificate } from '../../../signatures/x509/certificate.ts';
import { AUTH_FAILURES, type AuthFailureCode } from '../index.ts';
import { authority, leaf, leafKeys, pin, Scene, simulatedLeaf, testAuthority } from '../testing/scene.ts';
import {
  authorityKeyIdentifier,
  basicConstraints,
  certificatePolicies,
  context,
  extendedKeyUsage,
  keyPair,
  keyUsage,
  type LeafOverrides,
  makeAuthority,
  makeLeaf,
  octets,
  oid,
  sequence,
  subjectKeyIdentifier,
} from '../testing/test-pki.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.set();
});

describe('hostile certificates', () => {
  const foreign = makeAuthority('JPKI', keyPair('foreign'));
  const otherUsage: LeafOverrides = { extensions: { keyUsage: keyUsage(0, 1) } };
  const table: [string, AuthFailureCode, () => Uint8Array][] = [
    ['from a foreign authority with the same name', 'certificate-issuer-unknown', () => makeLeaf(foreign)],
    [
      'from a foreign authority with the same name and key identifier',
      'certificate-signature-invalid',
      () => makeLeaf(authority, { signWith: foreign.keys.privateKey }),
    ],
    [
      'issued by another person’s certificate',
      'certificate-issuer-unknown',
      () => makeLeaf({ ...authority, keys: leafKeys }),
    ],
    [
      'without an authority key identifier',
      'certificate-issuer-unknown',
      () => leafWith({ authorityKeyIdentifier: undefined }),
    ],
    [
      'with the key identifier of the authority and another issuer’s name',
      'certificate-issuer-unknown',
      () => makeLeaf(authority, { issuer: testAuthority.name }),
    ],
    ['of the authority itself', 'certificate-issuer-unknown', () => authority.certificate],
    [
      'of an authority under the anchor',
      'certificate-is-ca',
      () => leafWith({ basicConstraints: basicConstraints(true) }),
    ],
    [
      'signed with SHA-1',
      'certificate-signature-invalid',
      () => makeLeaf(authority, { algorithm: '1.2.840.113549.1.1.5' }),
    ],
    [
      'signed with another algorithm than it says',
      'certificate-signature-invalid',
      () => makeLeaf(authority, { algorithm: '1.2.840.113549.1.1.12' }),
    ],
    ['that has expired', 'certificate-expired', () => makeLeaf(authority, { notAfter: '260601115959Z' })],
    [
      'that is not valid yet',
      'certificate-not-yet-valid',
      () => makeLeaf(authority, { notBefore: '260601120001Z' }),
    ],
    [
      'with an unknown critical extension',
      'certificate-critical-extension',
      () => leafWith({ unknown: { id: '1.2.3.4', critical: true, value: oid('1.2.3') } }),
    ],
    ['without key usage', 'certificate-key-usage', () => leafWith({ keyUsage: undefined })],
    ['for more than digital signatures', 'certificate-key-usage', () => makeLeaf(authority, otherUsage)],
    ['for signing certificates', 'certificate-key-usage', () => leafWith({ keyUsage: keyUsage(5) })],
    [
      'for servers',
      'certificate-extended-key-usage',
      () => leafWith({ extendedKeyUsage: extendedKeyUsage('1.3.6.1.5.5.7.3.1') }),
    ],
    [
      'for nothing in particular',
      'certificate-extended-key-usage',
      () => leafWith({ extendedKeyUsage: undefined }),
    ],
    [
      'of the signature policy',
      'certificate-policy',
      () => leafWith({ certificatePolicies: certificatePolicies('1.2.392.200149.8.5.1.1.20') }),
    ],
    ['without a policy', 'certificate-policy', () => leafWith({ certificatePolicies: undefined })],
    [
      'with a short key',
      'certificate-key-weak',
      () => makeLeaf(authority, { publicKey: keyPair('short', 1024).publicKey }),
    ],
    [
      'with the same extension twice',
      'certificate-malformed',
      () => leafWith({ again: extendedKeyUsage('1.3.6.1.5.5.7.3.1') }),
    ],
    ['of version 1', 'certificate-malformed', () => makeLeaf(authority, { version: '00' })],
    ['of version 513', 'certificate-malformed', () => makeLeaf(authority, { version: '0200' })],
    ['with something after it', 'certificate-malformed', () => Buffer.concat([leaf, Buffer.of(0)])],
    ['cut short', 'certificate-malformed', () => leaf.subarray(0, -1)],
    ['with two signature algorithms', 'certificate-malformed', () => withAnotherOuterAlgorithm()],
    ['with a signature of half octets', 'certificate-malformed', () => withUnusedBits()],
    ['whose length ends within its signature', 'certificate-malformed', () => withHeader(0x82, 0x03, 0x00)],
    [
      'with a length in more octets than needed',
      'certificate-malformed',
      () => withHeader(0x83, 0, ...leaf.subarray(2, 4)),
    ],
    [
      'with an indefinite length',
      'certificate-malformed',
      () => Buffer.concat([withHeader(0x80), Buffer.of(0, 0)]),
    ],
    [
      'with basic constraints that say something else',
      'certificate-malformed',
      () => leafWith({ basicConstraints: { ...basicConstraints(true), value: oid('1.2.3') } }),
    ],
    [
      'with a key usage that is something else',
      'certificate-malformed',
      () => leafWith({ keyUsage: { ...keyUsage(0), value: octets('\x80') } }),
    ],
    [
      'with an authority key identifier that is something else',
      'certificate-malformed',
      () => leafWith({ authorityKeyIdentifier: { id: '2.5.29.35', value: oid('1.2.3') } }),
    ],
    [
      'with an authority key identifier that identifies no key',
      'certificate-issuer-unknown',
      () => leafWith({ authorityKeyIdentifier: { id: '2.5.29.35', value: sequence() } }),
    ],
    [
      'with the key identifier of the authority as a serial number',
      'certificate-issuer-unknown',
      () => leafWith({ authorityKeyIdentifier: { id: '2.5.29.35', value: sequence(serialNumber) } }),
    ],
    ['without extensions', 'certificate-issuer-unknown', () => withoutExtensions()],
    ['of no bytes', 'certificate-malformed', () => new Uint8Array()],
    ['of a simulated card, without its mark', 'certificate-issuer-unknown', () => simulatedLeaf],
  ];
  const leafWith = (extensions: NonNullable<LeafOverrides['extensions']>): Buffer =>
    makeLeaf(authority, { extensions });
  /** The same octets under another length; nobody has to sign for that. */
  const withHeader = (...length: number[]): Buffer =>
    Buffer.concat([Buffer.of(0x30, ...length), leaf.subarray(4)]);
  /** What comes before them ends with the exponent of the key. */
  const withoutExtensions = (): Buffer => {
    const end = leaf.indexOf(Buffer.from('0203010001', 'hex')) + 5;
    return Buffer.from(der(0x30, der(0x30, leaf.subarray(8, end)), leaf.subarray(-276)));
  };
  const withAnotherOuterAlgorithm = (): Buffer => {
    const sha256WithRsa = Buffer.from('2a864886f70d01010b', 'hex');
    const respelt = Buffer.from(leaf);
    respelt.writeUInt8(0x05, respelt.lastIndexOf(sha256WithRsa) + sha256WithRsa.length - 1);
    return respelt;
  };

  /** Of the signature, whose BIT STRING ends the certificate. */
  const withUnusedBits = (): Buffer => {
    const respelt = Buffer.from(leaf);
    respelt.writeUInt8(4, respelt.length - 257);
    return respelt;
  };
  const serialNumber = context(2, subjectKeyIdentifier(authority.keys.publicKey).value.value);

  it.each(table)('%s: %s', async (_name, code, certificate) => {
    scene.verifier = scene.verifierWith({ testTrustAnchors: [testAuthority.certificate] });
    await scene.expectFailure(scene.token({ certificate: certificate() }), code);
  });

  it('an authority that is no longer valid has issued nothing', async () => {
    const old = makeAuthority('JPKI', keyPair('authority'), { notAfter: '260101000000Z' });
    scene.verifier = scene.verifierWith({ trustAnchors: [pin(old.certificate)] });
    await scene.expectFailure(scene.token(), 'certificate-issuer-expired');
  });

  it('a key identifier of an anchor does not make its holder an anchor', async () => {
    const extensions = {
      authorityKeyIdentifier: authorityKeyIdentifier(leafKeys.publicKey),
      own: subjectKeyIdentifier(leafKeys.publicKey),
    };
    const forged = makeLeaf(authority, { extensions, signWith: leafKeys.privateKey });
    await scene.expectFailure(scene.token({ certificate: forged }), 'certificate-issuer-unknown');
  });
});

describe('a certificate with several defects', () => {
  const hostile = keyPair('foreign');
  /** In the order of the checks; each keeps the rest of the certificate as it is. */
  const defects: [AuthFailureCode, LeafOverrides][] = [
    ['certificate-issuer-unknown', { extensions: { authorityKeyIdentifier: undefined } }],
    ['certificate-signature-invalid', { signWith: hostile.privateKey }],
    [
      'certificate-critical-extension',
      { extensions: { unknown: { id: '1.2.3.4', critical: true, value: oid('1.2.3') } } },
    ],
    ['certificate-is-ca', { extensions: { basicConstraints: basicConstraints(true) } }],
    ['certificate-key-usage', { extensions: { keyUsage: keyUsage(5) } }],
    ['certificate-policy', { extensions: { certificatePolicies: undefined } }],
    ['certificate-extended-key-usage', { extensions: { extendedKeyUsage: undefined } }],
    ['certificate-key-weak', { publicKey: keyPair('short', 1024).publicKey }],
    ['certificate-issuer-expired', {}],
    ['certificate-not-yet-valid', { notBefore: '260601120001Z' }],
    ['certificate-expired', { notAfter: '260601115959Z' }],
  ];

  it.each(defects.map(([code], index) => [code, defects.slice(index)] as const))(
    'fails by the first: %s',
    async (code, remaining) => {
      const all = remaining.map(([, overrides]) => overrides);
      const extensions = Object.assign(
        {},
        ...all.map((one) => one.extensions),
      ) as LeafOverrides['extensions']; // Object.assign of many has no type
      const certificate = makeLeaf(authority, Object.assign({}, ...all, { extensions }) as LeafOverrides);
      const isIssuerExpired = remaining.some(([one]) => one === 'certificate-issuer-expired');
      const old = makeAuthority('JPKI', keyPair('authority'), { notAfter: '260101000000Z' });
      scene.verifier = scene.verifierWith({
        trustAnchors: [pin(isIssuerExpired ? old.certificate : authority.certificate)],
      });
      // The token is not signed by its key either, which is looked at after all these.
      await scene.expectFailure(scene.token({ certificate, key: hostile.privateKey }), code);
    },
  );

  it('are all the ways in which a certificate fails, but for one that is none', () => {
    const codes = Object.keys(AUTH_FAILURES).filter((code) => code.startsWith('certificate-'));
    const apart = ['certificate-malformed', 'certificate-revoked'];
    expect(codes.filter((code) => !apart.includes(code))).toEqual(defects.map(([code]) => code));
  });
});

describe('damaged certificates', () => {
  const damages = (length: number) =>
    fc.array(fc.tuple(fc.nat(length - 1), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 3 });
  const damage = (bytes: Buffer, places: readonly (readonly [at: number, mask: number])[]): void => {
    for (const [at, mask] of places) bytes.writeUInt8(bytes.readUInt8(at) ^ mask, at);
  };

  it('are refused with a code, whichever octet is another', async () => {
    await fc.assert(
      fc.asyncProperty(damages(leaf.length), async (places) => {
        const damaged = Buffer.from(leaf);
        damage(damaged, places);
        fc.pre(!damaged.equals(leaf));
        await scene.expectCoded(scene.token({ certificate: damaged }));
      }),
      { numRuns: 300 },
    );
  });

  it('throw nothing even when the authority itself signed the damage', async () => {
    const start = leaf.indexOf(parseCertificate(leaf).toBeSigned);
    const { length } = parseCertificate(leaf).toBeSigned;
    await fc.assert(
      fc.asyncProperty(damages(length), async (places) => {
        const damaged = Buffer.from(leaf);
        const toBeSigned = damaged.subarray(start, start + length);
        damage(toBeSigned, places);
        sign('RSA-SHA256', toBeSigned, authority.keys.privateKey).copy(damaged, damaged.length - 256);
        const result = await scene.verify(scene.token({ certificate: damaged }));
        // A damaged serial number, say, is just another one; its token meets a nonce that may have been used up.
        if (!result.ok) expect(result.code).toBeOneOf(Object.keys(AUTH_FAILURES));
      }),
      { numRuns: 100 },
    );
  });
});
