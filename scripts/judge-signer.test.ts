/** Who a signer is, as a person's own computer can tell. The test PKI is the verification kit's. */
import { describe, expect, it } from 'vitest';
import { type Certificates, judgeSigner } from '../extension/files/judge-signer.ts';
import { TEST_ISSUER_ORGANISATION } from '../shared/jpki.ts';
import { basicConstraints, keyPair, makeLeaf } from '../sdk/verify/testing/test-pki.ts';
import { makeSignatureAuthority, makeSignatureLeaf } from '../sdk/verify/testing/test-signature-pki.ts';

const NOW = new Date('2026-06-01T00:00:00Z');
const test = makeSignatureAuthority(TEST_ISSUER_ORGANISATION, keyPair('judge'));
const named = makeSignatureAuthority('JPKI', keyPair('judge'));
const stranger = makeSignatureAuthority('JPKI', keyPair('stranger'));

const judged = (der: Uint8Array, certificates: Partial<Certificates> = {}, now = NOW) =>
  judgeSigner(der, { embedded: [], given: [], ...certificates }, now);

describe('who issued the certificate', () => {
  it('a test authority says so itself, wherever its certificate comes from, or without it', async () => {
    const der = makeSignatureLeaf(test);
    const expected = { ok: true, issuer: 'test' };
    expect(await judged(der, { embedded: [test.certificate] })).toMatchObject(expected);
    expect(await judged(der, { given: [test.certificate] })).toMatchObject(expected);
    expect(await judged(der)).toMatchObject(expected);
  });

  it('an authority that is known by name alone counts when the person has chosen it, not when it came along', async () => {
    const der = makeSignatureLeaf(named);
    expect(await judged(der, { given: [named.certificate] })).toMatchObject({ ok: true, issuer: 'given' });
    expect(await judged(der, { embedded: [named.certificate] })).toMatchObject({
      ok: true,
      issuer: 'unknown',
    });
  });

  it('nobody, without a certificate of the authority; who it says it is can be read', async () => {
    expect(await judged(makeSignatureLeaf(named), { given: [stranger.certificate] })).toMatchObject({
      ok: true,
      issuer: 'unknown',
      holder: { name: { text: '山田　太郎' } },
    });
  });
});

describe('what is no signature certificate of a card', () => {
  const forged = makeSignatureLeaf(named, { signWith: stranger.keys.privateKey });
  const authority = makeSignatureLeaf(named, { extensions: { basicConstraints: basicConstraints(true) } });
  const nobody = makeSignatureLeaf(named, { extensions: { subjectAltName: undefined } });

  it.each([
    ['a forged certificate', forged, 'certificate-signature-invalid'],
    ['a certificate for user authentication', makeLeaf(named), 'certificate-key-usage'],
    ['an authority', authority, 'certificate-is-ca'],
    ['what is no certificate', Uint8Array.of(0x30, 0x00), 'certificate-malformed'],
    ['a certificate without a holder', nobody, 'certificate-holder-malformed'],
  ])('%s', async (_, der, code) => {
    expect(await judged(der, { given: [named.certificate] })).toEqual({ ok: false, code });
  });

  it('is refused also when nobody is known to have issued it', async () => {
    expect(await judged(makeLeaf(named))).toEqual({ ok: false, code: 'certificate-key-usage' });
  });
});

it.each([
  ['2024-06-01T00:00:00Z', false],
  ['2026-06-01T00:00:00Z', true],
  ['2030-06-01T00:00:00Z', false],
])('at %s: valid %s', async (now, isValidNow) => {
  const signer = await judged(makeSignatureLeaf(named), { given: [named.certificate] }, new Date(now));
  expect(signer).toMatchObject({ issuer: 'given', isValidNow });
});
