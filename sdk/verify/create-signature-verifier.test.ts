/** Signature certificates: who passes, who is refused, and whose authority counts for what. */
import { type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JPKI_OID } from '../../shared/jpki.ts';
import {
  createCrlChecker,
  createSignatureVerifier,
  createVerifier,
  type PinnedTrustAnchor,
  SIGNATURE_CERTIFICATE_FAILURES,
  type SignatureCertificateFailureCode,
  type SignatureCertificateResult,
  type SignatureVerifierSettings,
} from './index.ts';
import { SERIAL_NUMBER } from './testing/revocation-scene.ts';
import { authority, leaf, leafKeys, pin, Scene, SECRETS } from './testing/scene.ts';
import { makeCrl } from './testing/test-crl.ts';
import {
  basicConstraints,
  certificatePolicies,
  context,
  extendedKeyUsage,
  keyPair,
  keyUsage,
  type LeafOverrides,
  makeLeaf,
  octets,
  oid,
  sequence,
  text,
} from './testing/test-pki.ts';
import {
  HOLDER_TEXTS,
  type HolderTexts,
  makeSignatureAuthority,
  makeSignatureLeaf,
  otherName,
  subjectAltName,
} from './testing/test-signature-pki.ts';

const now = new Date('2026-06-01T12:00:00Z');
const signatureAuthority = makeSignatureAuthority('JPKI', keyPair('signature-authority'));
const testAuthority = makeSignatureAuthority('JPKI-TEST', keyPair('test-signature-authority'));
const signatureLeaf = makeSignatureLeaf(signatureAuthority);

function verify(
  certificate: unknown,
  settings: Partial<SignatureVerifierSettings> = {},
): Promise<SignatureCertificateResult> {
  const trustAnchors = [pin(signatureAuthority.certificate)];
  const verifier = createSignatureVerifier({ trustAnchors, now: () => now, ...settings });
  return verifier.verifySignatureCertificate(certificate);
}

async function expectFailure(
  certificate: unknown,
  code: SignatureCertificateFailureCode,
  settings: Partial<SignatureVerifierSettings> = {},
  reason?: string,
): Promise<void> {
  const explanation = SIGNATURE_CERTIFICATE_FAILURES[code];
  expect(await verify(certificate, settings)).toEqual({ ok: false, code, explanation, reason });
}

const leafWith = (extensions: NonNullable<LeafOverrides['extensions']>): Buffer =>
  makeSignatureLeaf(signatureAuthority, { extensions });
const leafOf = (texts: HolderTexts): Buffer =>
  leafWith({ subjectAltName: subjectAltName({ ...HOLDER_TEXTS, ...texts }) });

describe('what passes', () => {
  it('a certificate that an anchor for digital signature issued', async () => {
    const result = await verify(signatureLeaf);
    expect(result).toEqual({
      ok: true,
      holder: {
        name: { text: '山田　太郎', substitutes: [] },
        address: { text: '架空県見本市試験町一丁目２番３号', substitutes: [] },
        birthDate: {
          iso: '1980-01-02',
          year: 1980,
          month: 1,
          day: 2,
          era: { name: 'showa', year: 55 },
          japanese: '昭和55年1月2日',
        },
        sex: 'male',
      },
      certificate: {
        kind: 'digitalSignature',
        notBefore: new Date('2025-01-01T00:00:00Z'),
        notAfter: new Date('2030-01-01T14:59:59Z'),
        issuer: {
          sha256: pin(signatureAuthority.certificate).sha256.replaceAll(':', ''),
          notBefore: new Date('2025-01-01T00:00:00Z'),
          notAfter: new Date('2035-01-01T14:59:59Z'),
        },
      },
      publicKey: expect.toSatisfy((key: KeyObject) => key.equals(leafKeys.publicKey)) as KeyObject, // a matcher
      simulated: false,
      revocation: { status: 'not-checked' },
    });
  });

  it('a simulated one, where that was asked for by name', async () => {
    const settings = { testTrustAnchors: [testAuthority.certificate] };
    expect(await verify(makeSignatureLeaf(testAuthority), settings)).toMatchObject({
      ok: true,
      simulated: true,
    });
    expect(await verify(signatureLeaf, settings)).toMatchObject({ ok: true, simulated: false });
  });

  it('one whose names come in another order, beside others', async () => {
    const names = Object.entries(HOLDER_TEXTS).map(([arc, value]) =>
      otherName(`1.2.392.200149.8.5.5.${arc}`, text(value)),
    );
    const mail = context(1, 'taro@example.jp');
    const value = sequence(mail, otherName('1.2.3', octets('x')), ...names.toReversed());
    expect(await verify(leafWith({ subjectAltName: { id: '2.5.29.17', value } }))).toMatchObject({
      ok: true,
      holder: { name: { text: '山田　太郎' } },
    });
  });

  it('one whose names are critical', async () => {
    const critical = { ...subjectAltName(HOLDER_TEXTS), critical: true };
    expect(await verify(leafWith({ subjectAltName: critical }))).toMatchObject({ ok: true });
  });

  it.each([
    ['1', 'male'],
    ['2', 'female'],
    ['9', 'not-applicable'],
    ['0', 'unknown'],
    ['3', 'unknown'],
  ])('sex %s is %s', async (code, sex) => {
    expect(await verify(leafOf({ 3: code }))).toMatchObject({ ok: true, holder: { sex } });
  });

  it('substitute characters are told, by their places', async () => {
    const result = await verify(leafOf({ 1: '𠮷田　太郎', 2: '10001', 6: '0100000000000000' }));
    expect(result).toMatchObject({
      holder: { name: { text: '𠮷田　太郎', substitutes: [0, 4] }, address: { substitutes: [1] } },
    });
  });
});

describe('hostile signature certificates', () => {
  const foreign = makeSignatureAuthority('JPKI', keyPair('foreign'));
  it.each<[string, SignatureCertificateFailureCode, () => unknown]>([
    ['nothing', 'certificate-malformed', () => undefined],
    ['text', 'certificate-malformed', () => signatureLeaf.toString('base64')],
    ['a list of octets', 'certificate-malformed', () => [...signatureLeaf]],
    [
      'what only says that it is octets',
      'certificate-malformed',
      () => Object.create(Uint8Array.prototype) as unknown,
    ],
    ['far too much', 'certificate-malformed', () => Buffer.concat([signatureLeaf, Buffer.alloc(8192)])],
    ['cut short', 'certificate-malformed', () => signatureLeaf.subarray(0, -1)],
    [
      'from a foreign authority of the same name',
      'certificate-issuer-unknown',
      () => makeSignatureLeaf(foreign),
    ],
    [
      'from the authority for user authentication',
      'certificate-issuer-unknown',
      () => makeSignatureLeaf(authority),
    ],
    ['of a simulated card', 'certificate-issuer-unknown', () => makeSignatureLeaf(testAuthority)],
    [
      'that somebody else signed',
      'certificate-signature-invalid',
      () => makeSignatureLeaf(signatureAuthority, { signWith: foreign.keys.privateKey }),
    ],
    [
      'with an unknown critical extension',
      'certificate-critical-extension',
      () => leafWith({ unknown: { id: '1.2.3.4', critical: true, value: oid('1.2.3') } }),
    ],
    [
      'with a critical extended key usage, which nobody looks at',
      'certificate-critical-extension',
      () => leafWith({ extendedKeyUsage: { ...extendedKeyUsage('1.3.6.1.5.5.7.3.2'), critical: true } }),
    ],
    ['of an authority', 'certificate-is-ca', () => leafWith({ basicConstraints: basicConstraints(true) })],
    ['for log-ins', 'certificate-key-usage', () => leafWith({ keyUsage: keyUsage(0) })],
    ['for non-repudiation alone', 'certificate-key-usage', () => leafWith({ keyUsage: keyUsage(1) })],
    ['for encryption as well', 'certificate-key-usage', () => leafWith({ keyUsage: keyUsage(0, 1, 2) })],
    ['without key usage', 'certificate-key-usage', () => leafWith({ keyUsage: undefined })],
    [
      'of the policy for user authentication',
      'certificate-policy',
      () => leafWith({ certificatePolicies: certificatePolicies(JPKI_OID.authPolicy) }),
    ],
    ['without a policy', 'certificate-policy', () => leafWith({ certificatePolicies: undefined })],
    [
      'with a short key',
      'certificate-key-weak',
      () => makeSignatureLeaf(signatureAuthority, { publicKey: keyPair('short', 1024).publicKey }),
    ],
    [
      'that is not valid yet',
      'certificate-not-yet-valid',
      () => makeSignatureLeaf(signatureAuthority, { notBefore: '260601120001Z' }),
    ],
    [
      'that has expired',
      'certificate-expired',
      () => makeSignatureLeaf(signatureAuthority, { notAfter: '260601115959Z' }),
    ],
  ])('%s: %s', async (_name, code, certificate) => {
    await expectFailure(certificate(), code);
  });

  const replaced = (...names: Parameters<typeof sequence>): Buffer =>
    leafWith({ subjectAltName: { id: '2.5.29.17', value: sequence(...names) } });
  const all = Object.entries(HOLDER_TEXTS).map(([arc, value]) =>
    otherName(`1.2.392.200149.8.5.5.${arc}`, text(value)),
  );
  const name = '1.2.392.200149.8.5.5.1';
  it.each<[string, () => Buffer]>([
    ['no names', () => leafWith({ subjectAltName: undefined })],
    ['no name', () => replaced(...all.slice(1))],
    ['an empty name', () => leafOf({ 1: '', 2: '' })],
    ['no birth date', () => leafOf({ 4: '' })],
    ['a birth date that is none', () => leafOf({ 4: '319801301' })],
    ['no sex', () => leafOf({ 3: '' })],
    ['a sex in words', () => leafOf({ 3: '男' })],
    ['no address', () => leafOf({ 5: '', 6: '' })],
    ['a flag too few', () => leafOf({ 2: '0000' })],
    ['a flag too many', () => leafOf({ 6: '00000000000000000' })],
    ['flags of another kind', () => leafOf({ 2: '00002' })],
    ['flags that begin with another kind', () => leafOf({ 2: '20000' })],
    ['flags for UTF-16 and not for characters', () => leafOf({ 1: '𠮷田　太郎', 2: '000000' })],
    ['two names', () => replaced(...all, otherName(name, text('山田　花子')))],
    ['a name of another type', () => replaced(...all.slice(1), otherName(name, octets('x')))],
    [
      'a name that is not UTF-8',
      () => replaced(...all.slice(1), otherName(name, { ...text(''), value: '\xff' })),
    ],
    ['names that are no list', () => leafWith({ subjectAltName: { id: '2.5.29.17', value: oid('1.2.3') } })],
  ])('a holder with %s is not guessed', async (_name, certificate) => {
    await expectFailure(certificate(), 'certificate-holder-malformed');
  });

  it('an authority that is no longer valid has issued nothing', async () => {
    const old = makeSignatureAuthority('JPKI', signatureAuthority.keys, { notAfter: '260101000000Z' });
    const settings = { trustAnchors: [pin(old.certificate)] };
    await expectFailure(signatureLeaf, 'certificate-issuer-expired', settings);
  });
});

describe('revocation', () => {
  it.each<[SignatureCertificateFailureCode, Partial<SignatureVerifierSettings>, reason?: string]>([
    ['revocation-not-checked', { acceptRevocation: [] }],
    [
      'certificate-revoked',
      { revocation: { check: () => Promise.resolve({ status: 'revoked', by: 'crl', revokedAt: now }) } },
    ],
    [
      'revocation-unavailable',
      { revocation: { check: () => Promise.resolve({ status: 'unavailable', reason: 'crl-stale' }) } },
      'crl-stale',
    ],
  ])('%s', async (code, settings, reason) => {
    await expectFailure(signatureLeaf, code, settings, reason);
  });

  it('is asked about the certificate and its issuer', async () => {
    const asked: unknown[] = [];
    const check: NonNullable<SignatureVerifierSettings['revocation']>['check'] = (question) => {
      asked.push([Buffer.from(question.certificate), Buffer.from(question.issuer), question.now]);
      return Promise.resolve({ status: 'good', by: 'crl', asOf: now });
    };
    const result = await verify(signatureLeaf, { revocation: { check }, acceptRevocation: [] });
    expect(result).toMatchObject({ ok: true, revocation: { status: 'checked', by: 'crl', asOf: now } });
    expect(asked).toEqual([[signatureLeaf, signatureAuthority.certificate, now]]);
  });

  it.each<[string, (length: number) => Uint8Array]>([
    ['wipes its octets', (length) => new Uint8Array(length)],
    ['shares them with another thread', (length) => new Uint8Array(new SharedArrayBuffer(length))],
  ])('is asked about what was verified, even of a caller that %s', async (_name, memory) => {
    const offered = memory(signatureLeaf.length);
    offered.set(signatureLeaf);
    const list = makeCrl(signatureAuthority, { entries: [{ serialNumber: SERIAL_NUMBER }] });
    const result = verify(offered, {
      revocation: createCrlChecker({ lists: [() => Promise.resolve(list)] }),
    });
    offered.fill(0);
    expect(await result).toMatchObject({ ok: false, code: 'certificate-revoked' });
  });

  it('a checker that answers nonsense is a bug, not a verdict', async () => {
    const revocation = { check: () => Promise.resolve(true as never) }; // from a checker written without types
    await expect(verify(signatureLeaf, { revocation })).rejects.toThrow(TypeError);
  });
});

describe('anchors of both kinds side by side', () => {
  const trustAnchors = [pin(authority.certificate), pin(signatureAuthority.certificate)];

  it('each count for their own kind', async () => {
    const scene = await Scene.set({ trustAnchors });
    expect(await scene.verify(scene.token())).toMatchObject({ ok: true });
    expect(await verify(signatureLeaf, { trustAnchors })).toMatchObject({ ok: true });
  });

  it.each<[string, Buffer]>([
    ['for digital signature issues no log-ins', makeLeaf(signatureAuthority)],
    ['issues no log-ins in a signature certificate', signatureLeaf],
  ])('the one %s', async (_name, certificate) => {
    const scene = await Scene.set({ trustAnchors });
    await scene.expectFailure(scene.token({ certificate }), 'certificate-issuer-unknown');
  });

  it.each<[string, Buffer]>([
    ['issues no signature certificates', makeSignatureLeaf(authority)],
    ['issues none in a log-in’s certificate', leaf],
  ])('the one for user authentication %s', async (_name, certificate) => {
    await expectFailure(certificate, 'certificate-issuer-unknown', { trustAnchors });
  });

  it('a verifier needs one of its own kind', () => {
    const create = (...anchors: PinnedTrustAnchor[]) => createSignatureVerifier({ trustAnchors: anchors });
    expect(() => create(pin(authority.certificate))).toThrow('for digital signature');
    const settings = {
      origin: 'https://shop.example',
      nonces: new Scene().nonces,
      accountKeySecrets: SECRETS,
    };
    expect(() =>
      createVerifier({ ...settings, trustAnchors: [pin(signatureAuthority.certificate)] }),
    ).toThrow('for user authentication');
  });

  it('a test anchor does not stand in the place of a real one', () => {
    const twin = makeSignatureAuthority('JPKI-TEST', signatureAuthority.keys);
    expect(() =>
      createSignatureVerifier({
        trustAnchors: [pin(signatureAuthority.certificate)],
        testTrustAnchors: [twin.certificate],
      }),
    ).toThrow('same subject key identifier');
  });
});

describe('settings', () => {
  it.each<[string, unknown]>([
    ['at least one trust anchor is needed, for digital signature', {}],
    ['at least one trust anchor is needed, for digital signature', { testTrustAnchors: [] }],
    ['trustAnchors must be an array', { trustAnchors: 'jpki.pem' }],
    ['testTrustAnchors must be an array', { testTrustAnchors: testAuthority.certificate }],
    [
      'acceptRevocation must be an array',
      { trustAnchors: [pin(signatureAuthority.certificate)], acceptRevocation: 'not-checked' },
    ],
  ])('%s', (message, settings) => {
    // Callers without types can pass anything.
    expect(() => createSignatureVerifier(settings as SignatureVerifierSettings)).toThrow(message);
  });

  it('the clock is the system’s, unless the service has another', async () => {
    const validity = { notBefore: '200101000000Z', notAfter: '491231235959Z' };
    const old = makeSignatureAuthority('JPKI', signatureAuthority.keys, validity);
    const verifier = createSignatureVerifier({ trustAnchors: [pin(old.certificate)] });
    const codeOf = async (notAfter: string) => {
      const leaf = makeSignatureLeaf(old, { ...validity, notAfter });
      const result = await verifier.verifySignatureCertificate(leaf);
      return result.ok ? 'accepted' : result.code;
    };
    expect([await codeOf('491231235959Z'), await codeOf('200102000000Z')]).toEqual([
      'accepted',
      'certificate-expired',
    ]);
  });

  it('what the service’s own code throws is thrown, whatever code it bears', async () => {
    const broken = () => {
      throw Object.assign(new Error('no clock'), { code: 'certificate-expired' });
    };
    await expect(verify(signatureLeaf, { now: broken })).rejects.toThrow('no clock');
  });
});

describe('damaged signature certificates', () => {
  it('are refused with a code even when the authority signed the damage', async () => {
    const { length } = signatureLeaf;
    // The signed part begins behind the header of four octets; 276 octets of algorithm and signature follow it.
    const places = fc.array(
      fc.tuple(fc.integer({ min: 4, max: length - 280 }), fc.integer({ min: 1, max: 255 })),
      {
        minLength: 1,
        maxLength: 3,
      },
    );
    await fc.assert(
      fc.asyncProperty(places, async (changes) => {
        const damaged = Buffer.from(signatureLeaf);
        for (const [at, mask] of changes) damaged.writeUInt8(damaged.readUInt8(at) ^ mask, at);
        sign('sha256', damaged.subarray(4, length - 275), signatureAuthority.keys.privateKey).copy(
          damaged,
          length - 256,
        );
        const result = await verify(damaged);
        if (!result.ok) expect(result.code).toBeOneOf(Object.keys(SIGNATURE_CERTIFICATE_FAILURES));
      }),
      { numRuns: 200 },
    );
  });

  it('and garbage is a coded result, never an exception', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.anything(), fc.uint8Array({ maxLength: 200 })), async (garbage) => {
        expect(await verify(garbage)).toMatchObject({ ok: false, code: 'certificate-malformed' });
      }),
    );
  });
});
