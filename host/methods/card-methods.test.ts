/** What the card methods make of the card layer's results; `authenticate` and signing have tests of their own. */
import { createHash } from 'node:crypto';
import { compactVerify, importX509 } from 'jose';
import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from '../../shared/base64.ts';
import type { Attribute, PinKind } from '../../shared/jpki.ts';
import { MethodScene } from '../testing/method-scene.ts';
import { HOLDER, ModelCard, type ModelContent } from '../testing/model-card.ts';
import { createTestCardContent } from '../testing/test-card-content.ts';

const AUTH = createTestCardContent();
const SIGN = createTestCardContent();
const TEST = createTestCardContent(undefined, 'JPKI-TEST');
const DIGEST = new Uint8Array(createHash('sha256').update('message').digest());
const REQUEST = {
  origin: 'https://library.example.jp',
  nonce: 'kq3v0C2mQ7n1sYb5Rr8tWz4xPd6uJf9e',
  pin: '1234',
};

function scene(content: Partial<ModelContent> = {}, options: { now?: Date; simulated?: boolean } = {}) {
  const card = new ModelCard({ userAuthentication: AUTH, digitalSignature: SIGN, ...content });
  return { card, host: new MethodScene([card], options) };
}

async function opened(
  pin: PinKind,
  content: Partial<ModelContent> = {},
  options: { now?: Date; simulated?: boolean } = {},
) {
  const parts = scene(content, options);
  await parts.host.call('openCard', { reader: 'R', pin });
  return parts;
}

describe('inspectCard', () => {
  it('tells the dates, and closes the card', async () => {
    const { host, card } = scene();
    expect(await host.call('inspectCard', { reader: 'R' })).toEqual({
      kind: 'individual-number-card',
      triesLeft: { userAuthentication: 3, digitalSignature: 5, cardInfoInput: 3 },
      certificates: {
        userAuthentication: {
          state: 'readable',
          validity: { notBefore: '2020-01-01T00:00:00.000Z', notAfter: '2049-12-31T14:59:59.000Z' },
        },
        digitalSignature: { state: 'protected' },
      },
      simulated: false,
    });
    expect([card.disconnected, host.cards.reader]).toEqual([1, undefined]);
  });
});

describe('a simulated card', () => {
  it.each<[string, Partial<ModelContent>, { simulated?: boolean }]>([
    ['by its reader', {}, { simulated: true }],
    ['by its certificate, whatever the reader', { userAuthentication: TEST, digitalSignature: TEST }, {}],
  ])('is known %s, in every result that says so', async (_, content, options) => {
    const { host } = scene(content, options);
    expect(await host.call('inspectCard', { reader: 'R' })).toMatchObject({ simulated: true });
    const login = await opened('userAuthentication', content, options);
    expect(await login.host.call('readCertificate', { which: 'userAuthentication' })).toMatchObject({
      simulated: true,
    });
    const { token } = await login.host.call('authenticate', REQUEST);
    const { certificate } = content.userAuthentication ?? AUTH;
    const pem = `-----BEGIN CERTIFICATE-----\n${toBase64(certificate)}\n-----END CERTIFICATE-----`;
    const { protectedHeader } = await compactVerify(token, await importX509(pem, 'RS256'));
    expect(protectedHeader).toHaveProperty('simulated', true);
    for (const [method, params] of [
      ['readCertificate', { which: 'digitalSignature', pin: 'ABC123' }],
      ['beginSigning', { pin: 'ABC123' }],
    ] as const) {
      const sign = await opened('digitalSignature', content, options);
      expect(await sign.host.call(method, params)).toMatchObject({ simulated: true });
    }
  });
});

describe('readCertificate', () => {
  it('leaves the card open', async () => {
    const { host, card } = await opened('userAuthentication');
    const { certificate } = await host.call('readCertificate', { which: 'digitalSignatureCa' });
    expect(fromBase64(certificate)).toEqual(SIGN.certificate);
    expect(card.disconnected).toBe(0);
  });

  it('closes it after a password, which opens the signature key as well', async () => {
    const { host, card } = await opened('digitalSignature');
    const { certificate } = await host.call('readCertificate', { which: 'digitalSignature', pin: 'ABC123' });
    expect(fromBase64(certificate)).toEqual(SIGN.certificate);
    expect([card.disconnected, card.sent.at(-1)]).toEqual([1, '00A4040C07A0000001510000']);
  });
});

describe('readAttributes', () => {
  it.each<[Attribute[], object]>([
    [['name'], { name: HOLDER.name }],
    [['sex', 'birthDate'], { sex: 'male', birthDate: '1980-02-17' }],
    [
      ['name', 'address', 'birthDate', 'sex'],
      { name: HOLDER.name, address: HOLDER.address, birthDate: '1980-02-17', sex: 'male' },
    ],
  ])('gives %j and nothing else', async (attributes, expected) => {
    const { host, card } = await opened('cardInfoInput');
    expect(await host.call('readAttributes', { pin: '5678', attributes })).toEqual({ attributes: expected });
    expect(card.disconnected).toBe(1);
  });
});

describe('changePin', () => {
  it('tells the tries of the new PIN, and closes the card', async () => {
    const { host, card } = await opened('cardInfoInput');
    expect(await host.call('changePin', { which: 'cardInfoInput', pin: '5678', newPin: '8765' })).toEqual({
      triesLeft: 3,
    });
    expect([card.disconnected, card.pins.cardInfoInput.value]).toEqual([1, '8765']);
  });
});

describe('without an open card', () => {
  it.each([
    ['readCertificate', { which: 'userAuthenticationCa' }],
    ['readCertificate', { which: 'digitalSignature', pin: 'ABC123' }],
    ['beginSigning', { pin: 'ABC123' }],
    ['sign', { digests: [{ algorithm: 'SHA-256', value: toBase64(DIGEST) }] }],
    ['readAttributes', { pin: '5678', attributes: ['name'] }],
    ['changePin', { which: 'cardInfoInput', pin: '5678', newPin: '8765' }],
  ] as const)('%s fails', async (method, params) => {
    await expect(scene().host.call(method, params as never)).rejects.toMatchObject({ code: 'card-not-open' }); // it.each loses which params go with which method
  });
});
