/** A verifier that could verify nothing, or too much, does not come into being. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  AUTH_FAILURES,
  createMemoryNonceStore,
  createVerifier,
  type RevocationChecker,
  type VerifierSettings,
} from './index.ts';
import { PRODUCTION_AUTHORITIES } from '../../signatures/x509/production-authorities.ts';
import { authority, leaf, pin, Scene, SESSION, testAuthority } from './testing/scene.ts';
import {
  authorityName,
  basicConstraints,
  keyPair,
  keyUsage,
  makeAuthority,
  name,
  oid,
  sequence,
  subjectKeyIdentifier,
  text,
} from './testing/test-pki.ts';

const good: VerifierSettings = {
  origin: 'https://shop.example',
  trustAnchors: [pin(authority.certificate)],
  nonces: createMemoryNonceStore(),
  accountKeySecrets: [{ id: 'a', secret: Buffer.alloc(32, 7) }],
};
const secretA = { id: 'a', secret: Buffer.alloc(32, 7) };
const pem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64').replace(/.{64}/gu, '$&\n')}\n-----END CERTIFICATE-----\n`;
const keys = keyPair('authority');
const authorityWith = (...extensions: ReturnType<typeof keyUsage>[]): Uint8Array =>
  makeAuthority('JPKI', keys, { extensions }).certificate;
const elsewhere = name([
  ['2.5.4.11', text('JPKI-TEST')],
  ['2.5.4.11', text('JPKI for user authentication')],
]);

describe('createVerifier', () => {
  it.each<[string, Partial<VerifierSettings>]>([
    ['a pinned authority in DER', {}],
    [
      'in PEM',
      { trustAnchors: [{ ...pin(authority.certificate), certificate: pem(authority.certificate) }] },
    ],
    [
      'with the fingerprint in lower case without colons',
      {
        trustAnchors: [
          {
            ...pin(authority.certificate),
            sha256: pin(authority.certificate).sha256.replaceAll(':', '').toLowerCase(),
          },
        ],
      },
    ],
    ['only a test authority', { trustAnchors: [], testTrustAnchors: [pem(testAuthority.certificate)] }],
    ['the largest skew of validity', { validitySkewSeconds: 3600 }],
    ['the longest time limits', { revocationTimeLimitSeconds: 3600, nonceTimeLimitSeconds: 3600 }],
    ['no memory for certificates', { rememberedCertificates: 0 }],
    ['a loopback origin', { origin: 'http://localhost:3000' }],
    [
      'two generations of test authorities in one PEM text',
      {
        testTrustAnchors: [
          pem(testAuthority.certificate) + pem(makeAuthority('JPKI-TEST', keyPair('next-test')).certificate),
        ],
      },
    ],
  ])('takes %s', (_name, settings) => {
    expect(() => createVerifier({ ...good, ...settings })).not.toThrow();
  });

  it.each<[string, Partial<Record<keyof VerifierSettings, unknown>>, RegExp]>([
    ['an origin with a path', { origin: 'https://shop.example/' }, /origin/u],
    ['an insecure origin', { origin: 'http://shop.example' }, /origin/u],
    ['no origin', { origin: undefined }, /origin/u],
    ['no nonces', { nonces: undefined }, /nonces/u],
    ['nonces that nobody can use up', { nonces: {} }, /nonces/u],
    ['a clock that stands', { now: new Date() }, /now/u],
    ['no anchor', { trustAnchors: [] }, /trust anchor/u],
    ['an anchor without a list around it', { trustAnchors: pem(authority.certificate) }, /trustAnchors/u],
    ['a test anchor without a list', { testTrustAnchors: testAuthority.certificate }, /testTrustAnchors/u],
    ['one status without a list around it', { acceptRevocation: 'not-checked' }, /acceptRevocation/u],
    ['a status that always passes', { acceptRevocation: ['checked'] }, /acceptRevocation/u],
    ['a checker that cannot be asked', { revocation: {} }, /revocation/u],
    // Beyond 2^31 ms a timer ends at once.
    ['a time limit of weeks', { revocationTimeLimitSeconds: 3601 }, /revocationTimeLimitSeconds/u],
    ['no time to answer', { revocationTimeLimitSeconds: 0 }, /revocationTimeLimitSeconds/u],
    ['weeks for a nonce store', { nonceTimeLimitSeconds: 3601 }, /nonceTimeLimitSeconds/u],
    ['no time for a nonce store', { nonceTimeLimitSeconds: 0 }, /nonceTimeLimitSeconds/u],
    ['a short secret', { accountKeySecrets: [{ id: 'a', secret: Buffer.alloc(31) }] }, /32 bytes/u],
    [
      'a short older secret',
      { accountKeySecrets: [secretA, { id: 'b', secret: Buffer.alloc(31) }] },
      /32 b/u,
    ],
    ['a secret in text', { accountKeySecrets: [{ id: 'a', secret: 'x'.repeat(64) }] }, /Uint8Array/u],
    ['a secret without id', { accountKeySecrets: [{ secret: Buffer.alloc(32) }] }, /id/u],
    ['an empty id', { accountKeySecrets: [{ ...secretA, id: '' }] }, /id/u],
    ['a long id', { accountKeySecrets: [{ ...secretA, id: 'a'.repeat(17) }] }, /id/u],
    ['an id with a dot', { accountKeySecrets: [{ ...secretA, id: 'a.b' }] }, /id/u],
    ['an id that ends in a line break', { accountKeySecrets: [{ ...secretA, id: 'a\n' }] }, /id/u],
    ['the same id twice', { accountKeySecrets: [secretA, { ...secretA }] }, /same id/u],
    ['a secret that is not in a list', { accountKeySecrets: secretA }, /array/u],
    ['no secret', { accountKeySecrets: [] }, /at least one secret/u],
    ['no secrets', { accountKeySecrets: undefined }, /array/u],
    ['no memory for certificates', { rememberedCertificates: -1 }, /rememberedCertificates/u],
    ['memory for half a certificate', { rememberedCertificates: 0.5 }, /rememberedCertificates/u],
    ['a negative skew of validity', { validitySkewSeconds: -1 }, /validitySkewSeconds/u],
    ['a skew of validity of days', { validitySkewSeconds: 3601 }, /validitySkewSeconds/u],
    ['a skew of validity that is no number', { validitySkewSeconds: NaN }, /validitySkewSeconds/u],
    ['a negative skew', { clockSkewSeconds: -1 }, /clockSkewSeconds/u],
    ['an endless skew', { clockSkewSeconds: Infinity }, /clockSkewSeconds/u],
    ['text that is no PEM', { trustAnchors: ['/etc/ca.pem'] }, /PEM/u],
    ['bytes that are no certificate', { trustAnchors: [Buffer.from('certificate')] }, /X\.509/u],
    ['a certificate of a person', { trustAnchors: [pin(leaf)] }, /of an authority/u],
    [
      'an authority that nobody knows',
      { trustAnchors: [authority.certificate] },
      /its SHA-256 is [0-9A-F]{64}/u,
    ],
    [
      'a pin that does not fit',
      { trustAnchors: [{ ...pin(authority.certificate), sha256: '0'.repeat(64) }] },
      /SHA-256/u,
    ],
    [
      'a pin with a digit before it',
      { trustAnchors: [{ ...pin(authority.certificate), sha256: `0${pin(authority.certificate).sha256}` }] },
      /64 hexadecimal digits/u,
    ],
    [
      'a pin with a digit behind it',
      { trustAnchors: [{ ...pin(authority.certificate), sha256: `${pin(authority.certificate).sha256}0` }] },
      /64 hexadecimal digits/u,
    ],
    ['a pin that is none', { trustAnchors: [{ ...pin(authority.certificate), sha256: 'abc' }] }, /sha256/u],
    ['a pinned test authority', { trustAnchors: [pin(testAuthority.certificate)] }, /testTrustAnchors/u],
    ['a real authority for tests', { testTrustAnchors: [authority.certificate] }, /O=JPKI-TEST/u],
    [
      'the same authority twice',
      { trustAnchors: [pin(authority.certificate), pin(authority.certificate)] },
      /same/u,
    ],
    [
      'an authority whose name does not say for which kind',
      {
        trustAnchors: [
          pin(makeAuthority('JPKI', keys, { subject: authorityName('JPKI', 'JPKI') }).certificate),
        ],
      },
      /for which kind/u,
    ],
    [
      'an authority whose name is something else',
      {
        testTrustAnchors: [
          makeAuthority('JPKI-TEST', keys, { subject: sequence(text('JPKI-TEST')) }).certificate,
        ],
      },
      /X\.509/u,
    ],
    [
      'an authority that may not issue',
      { trustAnchors: [pin(authorityWith(keyUsage(0), basicConstraints(true)))] },
      /of an authority/u,
    ],
    [
      'an authority without key identifier',
      { trustAnchors: [pin(authorityWith(keyUsage(5), basicConstraints(true)))] },
      /key identifier/u,
    ],
    [
      'an authority whose key identifier is something else',
      {
        trustAnchors: [
          pin(authorityWith(keyUsage(5), basicConstraints(true), { id: '2.5.29.14', value: oid('1.2.3') })),
        ],
      },
      /X\.509/u,
    ],
    [
      'a real authority with the name of the tests’ in another place',
      { testTrustAnchors: [makeAuthority('JPKI', keys, { subject: elsewhere }).certificate] },
      /O=JPKI-TEST/u,
    ],
    [
      'an authority with a short key',
      { trustAnchors: [pin(makeAuthority('JPKI', keyPair('short', 1024)).certificate)] },
      /2048/u,
    ],
    [
      'an authority that says not to be one',
      {
        trustAnchors: [
          pin(authorityWith(keyUsage(5), basicConstraints(false), subjectKeyIdentifier(keys.publicKey))),
        ],
      },
      /of an authority/u,
    ],
  ])('refuses %s', (_name, settings, message) => {
    // Callers without types can pass anything.
    const create = () => createVerifier({ ...good, ...settings } as VerifierSettings);
    expect(create).toThrow(TypeError);
    expect(create).toThrow(message);
  });
});

it('what the service’s own code throws is thrown, whatever code it bears', async () => {
  const now = () => {
    throw Object.assign(new Error('no clock'), { code: 'certificate-expired' });
  };
  const scene = await Scene.set({ now });
  await expect(scene.verify(scene.token())).rejects.toThrow('no clock');
});

describe('settings that are changed afterwards', () => {
  it('open nothing', async () => {
    const testTrustAnchors: Uint8Array[] = [];
    const acceptRevocation: ('not-checked' | 'unavailable')[] = [];
    const settings = { testTrustAnchors, acceptRevocation };
    const scene = await Scene.set(settings);
    testTrustAnchors.push(testAuthority.certificate);
    acceptRevocation.push('not-checked');
    await scene.expectFailure(scene.simulatedToken(), 'simulated-card-refused');
    await scene.expectFailure(scene.token(), 'revocation-not-checked');
  });

  it('close nothing', async () => {
    const { certificate, sha256 } = pin(authority.certificate);
    const buffer = Buffer.from(certificate);
    const scene = await Scene.set({ trustAnchors: [{ certificate: buffer, sha256 }] });
    buffer.fill(0);
    expect(await scene.verify(scene.token())).toMatchObject({ ok: true });
  });

  it('a checker that spoils the issuer’s octets spoils no later log-in', async () => {
    const check: RevocationChecker['check'] = ({ issuer }) => {
      issuer.fill(0);
      return Promise.resolve({ status: 'good', by: 'crl', asOf: new Date(0) });
    };
    const scene = await Scene.set({ revocation: { check } });
    for (let logIn = 0; logIn < 2; logIn += 1) {
      scene.nonce = await scene.nonces.issue(SESSION);
      expect(await scene.verify(scene.token())).toMatchObject({ ok: true });
    }
  });
});

describe('the tables', () => {
  it('know each authority by a whole fingerprint', () => {
    expect(PRODUCTION_AUTHORITIES.size).toBe(4);
    for (const fingerprint of PRODUCTION_AUTHORITIES) expect(fingerprint).toMatch(/^[0-9A-F]{64}$/u);
  });

  it('have an attack for each way to fail', () => {
    const tests = [
      'token/auth-token',
      'certificate/judged-certificate',
      'token/verify-auth-token',
      'revocation/check-revocation',
    ].map((name) => readFileSync(new URL(`./${name}.test.ts`, import.meta.url), 'utf8'));
    for (const code of Object.keys(AUTH_FAILURES)) expect(tests.join()).toContain(`'${code}'`);
  });
});
