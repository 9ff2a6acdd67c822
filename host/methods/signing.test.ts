/** `beginSigning` and `sign`: one password, one round of signatures, and no way around either. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fromBase64, toBase64 } from '../../shared/base64.ts';
import { KazasuError } from '../../shared/errors.ts';
import { type HostMethod, type HostParams, SIGNING_LIMIT_MS } from '../../shared/host-protocol.ts';
import { parseCertificate } from '../card/certificate.ts';
import { MethodScene } from '../testing/method-scene.ts';
import { ModelCard, type ModelContent } from '../testing/model-card.ts';
import { createTestCardContent } from '../testing/test-card-content.ts';

const AUTH = createTestCardContent();
const SIGN = createTestCardContent();
const PASSWORD = { pin: 'ABC123' };
const WRONG_PASSWORD = { pin: 'XYZ789' };
const SELECT_ISD = '00A4040C07A0000001510000';

const digestOf = (text: string) => new Uint8Array(createHash('sha256').update(text).digest());
const sha256 = (value: Uint8Array) => ({ algorithm: 'SHA-256' as const, value: toBase64(value) });
const DIGESTS = { digests: ['one', 'two', 'three'].map((text) => sha256(digestOf(text))) };

async function opened(content: Partial<ModelContent> = {}, options: { now?: Date } = {}) {
  const cards: ModelCard[] = [];
  const host = new MethodScene(() => {
    const card = new ModelCard({ userAuthentication: AUTH, digitalSignature: SIGN, ...content });
    cards.push(card);
    return card;
  }, options);
  await host.call('openCard', { reader: 'R', pin: 'digitalSignature' });
  const [card] = cards;
  if (card === undefined) throw new Error('no card was opened');
  return { host, card };
}

async function begun(content: Partial<ModelContent> = {}) {
  const parts = await opened(content);
  const { certificate } = await parts.host.call('beginSigning', PASSWORD);
  return { ...parts, certificate: await parseCertificate(fromBase64(certificate)) };
}

/** Cleared, without power, and of no use to whoever comes next. */
async function expectClosed(host: MethodScene, card: ModelCard): Promise<void> {
  expect([card.disconnected, card.sent.at(-1), host.cards.reader]).toEqual([1, SELECT_ISD, undefined]);
  await expect(host.call('sign', DIGESTS)).rejects.toMatchObject({ code: 'card-not-open' });
}

function signaturesAskedOf(card: ModelCard): number {
  return card.sent.filter((command) => command.startsWith('802A')).length;
}

describe('beginSigning, then sign', () => {
  it('gives the certificate, a signature for each digest in order, and closes the card', async () => {
    const { host, card, certificate } = await begun();
    expect([card.disconnected, host.cards.reader]).toEqual([0, 'R']);
    const { signatures } = await host.call('sign', DIGESTS);
    expect(
      ['one', 'two', 'three'].map((text, index) =>
        certificate.verifiesDigest('SHA-256', digestOf(text), fromBase64(signatures[index] ?? '')),
      ),
    ).toEqual([true, true, true]);
    await expectClosed(host, card);
    expect(card.pinsSent).toHaveLength(1);
  });

  it('keeps the card after a wrong password, with nothing opened, and takes the next one', async () => {
    const { host, card } = await opened();
    await expect(host.call('beginSigning', WRONG_PASSWORD)).rejects.toMatchObject({
      code: 'wrong-pin',
      detail: { triesLeft: 4 },
    });
    expect(card.disconnected).toBe(0);
    await host.call('beginSigning', PASSWORD);
    expect(await host.call('sign', DIGESTS)).toHaveProperty('signatures');
    expect(card.pinsSent).toHaveLength(2);
  });

  it.each([
    ['has expired', '2050-01-01T00:00:00Z', 'certificate-expired'],
    ['is not valid yet', '2019-12-31T00:00:00Z', 'certificate-not-yet-valid'],
  ])('opens nothing when the certificate %s by the time of the host', async (_, now, code) => {
    const { host, card } = await opened({}, { now: new Date(now) });
    await expect(host.call('beginSigning', PASSWORD)).rejects.toMatchObject({ code });
    await expectClosed(host, card);
    expect(signaturesAskedOf(card)).toBe(0);
  });
});

describe('the signature key', () => {
  it('is not open after a wrong password', async () => {
    const { host, card } = await opened();
    await expect(host.call('beginSigning', WRONG_PASSWORD)).rejects.toThrow();
    await expect(host.call('sign', DIGESTS)).rejects.toMatchObject({ code: 'card-not-open' });
    await expectClosed(host, card);
    expect(signaturesAskedOf(card)).toBe(0);
  });

  it('is not open before any password', async () => {
    const { host, card } = await opened();
    await expect(host.call('sign', DIGESTS)).rejects.toMatchObject({ code: 'card-not-open' });
    expect([signaturesAskedOf(card), card.disconnected]).toEqual([0, 1]);
  });

  it('signs one round, also when two are asked for at once', async () => {
    const { host, card } = await begun();
    const [first, second] = await Promise.allSettled([
      host.call('sign', DIGESTS),
      host.call('sign', DIGESTS),
    ]);
    expect(first).toMatchObject({ status: 'fulfilled' });
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'card-not-open' } });
    expect(signaturesAskedOf(card)).toBe(3);
    await expectClosed(host, card);
  });

  it('is opened by one of two that begin at once, and closed by the other', async () => {
    const { host, card } = await opened();
    const [first, second] = await Promise.allSettled([
      host.call('beginSigning', PASSWORD),
      host.call('beginSigning', PASSWORD),
    ]);
    expect(first).toMatchObject({ status: 'fulfilled' });
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'card-not-open' } });
    expect(card.pinsSent).toHaveLength(1);
    await expectClosed(host, card);
  });

  it.each<[HostMethod, unknown]>([
    ['readCertificate', { which: 'userAuthentication' } satisfies HostParams<'readCertificate'>],
    ['readCertificate', { which: 'digitalSignature', ...PASSWORD } satisfies HostParams<'readCertificate'>],
    ['beginSigning', PASSWORD],
    ['authenticate', { origin: 'https://library.example.jp', nonce: 'n'.repeat(32), pin: '1234' }],
    ['readAttributes', { pin: '5678', attributes: ['name'] } satisfies HostParams<'readAttributes'>],
    ['changePin', { which: 'digitalSignature', ...PASSWORD, newPin: 'XYZ789' }],
  ])('is closed by %s in between, which does nothing else', async (method, params) => {
    const { host, card } = await begun();
    await expect(host.call(method, params as never)).rejects.toMatchObject({ code: 'card-not-open' }); // it.each loses which params go with which method
    await expectClosed(host, card);
    expect([card.pinsSent.length, signaturesAskedOf(card)]).toEqual([1, 0]);
  });

  it.each<[HostMethod, unknown]>([
    ['openCard', { reader: 'R', pin: 'digitalSignature' } satisfies HostParams<'openCard'>],
    ['inspectCard', { reader: 'R' } satisfies HostParams<'inspectCard'>],
    ['closeCard', {}],
  ])('is closed by %s in between', async (method, params) => {
    const { host, card } = await begun();
    await host.call(method, params as never); // as above
    expect([card.disconnected, card.sent.at(-1)]).toEqual([1, SELECT_ISD]);
    await expect(host.call('sign', DIGESTS)).rejects.toMatchObject({ code: 'card-not-open' });
    expect(signaturesAskedOf(card)).toBe(0);
  });

  it('is closed when the card leaves its reader', async () => {
    const { host, card } = await begun();
    host.cards.cardLeft('R');
    await expect(host.call('sign', DIGESTS)).rejects.toMatchObject({ code: 'card-not-open' });
    expect([signaturesAskedOf(card), card.disconnected]).toEqual([0, 1]);
  });

  it.each([31, 33, 0])('signs nothing when one digest of SHA-256 has %i bytes', async (length) => {
    const { host, card } = await begun();
    const digests = [...DIGESTS.digests, sha256(new Uint8Array(length))];
    await expect(host.call('sign', { digests })).rejects.toMatchObject({ code: 'invalid-params' });
    expect(signaturesAskedOf(card)).toBe(0);
    await expectClosed(host, card);
  });
});

describe('a card that changes while it signs', () => {
  it.each<[string, (signature: number) => Uint8Array, string]>([
    [
      'is taken away',
      () => {
        throw new KazasuError('card-removed');
      },
      'card-removed',
    ],
    ['signs with another key', () => AUTH.sign(new Uint8Array(51)), 'signature-mismatch'],
    ['signs nothing', () => new Uint8Array(), 'signature-mismatch'],
  ])('and %s gives no signature at all', async (_, third, code) => {
    let signatures = 0;
    const sign = (digestInfo: Uint8Array) => {
      signatures += 1;
      return signatures === 3 ? Uint8Array.from(third(signatures)) : SIGN.sign(digestInfo);
    };
    const { host, card } = await begun({ digitalSignature: { ...SIGN, sign } });
    await expect(host.call('sign', DIGESTS)).rejects.toMatchObject({ code });
    expect(signatures).toBe(3);
    await expectClosed(host, card);
  });
});

describe('given up', () => {
  it('before it begins, sends nothing but what clears the card', async () => {
    const { host, card } = await begun();
    await expect(host.call('sign', DIGESTS, AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(signaturesAskedOf(card)).toBe(0);
    await expectClosed(host, card);
  });

  it('while the password is on its way, leaves no open key', async () => {
    const { host, card } = await opened();
    const cancelled = new AbortController();
    const transmit = card.transmit.bind(card);
    card.transmit = (command) => {
      if (command[1] === 0x20 && command.length > 5) cancelled.abort();
      return transmit(command);
    };
    await expect(host.call('beginSigning', PASSWORD, cancelled.signal)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(card.pinsSent).toHaveLength(1);
    await expectClosed(host, card);
  });

  it.each([1, 2, 3])('during signature %i, hands out none', async (during) => {
    const cancelled = new AbortController();
    let signatures = 0;
    const sign = (digestInfo: Uint8Array) => {
      signatures += 1;
      if (signatures === during) cancelled.abort();
      return SIGN.sign(digestInfo);
    };
    const { host, card } = await begun({ digitalSignature: { ...SIGN, sign } });
    await expect(host.call('sign', DIGESTS, cancelled.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(signatures).toBe(during);
    await expectClosed(host, card);
  });

  it('by closeCard during a signature, hands out none', async () => {
    const closed: Promise<unknown>[] = [];
    const sign = (digestInfo: Uint8Array) => {
      closed.push(host.call('closeCard', {}));
      return SIGN.sign(digestInfo);
    };
    const { host, card } = await begun({ digitalSignature: { ...SIGN, sign } });
    await expect(host.call('sign', DIGESTS)).rejects.toMatchObject({ code: 'cancelled' });
    await Promise.all(closed);
    expect(closed).toHaveLength(1);
    await expectClosed(host, card);
  });
});

describe('left alone', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('signs until the limit and not afterwards', async () => {
    const { host, card } = await begun();
    await vi.advanceTimersByTimeAsync(SIGNING_LIMIT_MS - 1);
    expect(card.disconnected).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    await expectClosed(host, card);
    expect(signaturesAskedOf(card)).toBe(0);
  });

  it('is not interrupted once it has begun in time', async () => {
    const sign = (digestInfo: Uint8Array) => {
      vi.advanceTimersByTime(SIGNING_LIMIT_MS);
      return SIGN.sign(digestInfo);
    };
    const { host } = await begun({ digitalSignature: { ...SIGN, sign } });
    await vi.advanceTimersByTimeAsync(SIGNING_LIMIT_MS - 1);
    expect((await host.call('sign', DIGESTS)).signatures).toHaveLength(3);
  });

  it('after a wrong password is not held to it', async () => {
    const { host, card } = await opened();
    await expect(host.call('beginSigning', WRONG_PASSWORD)).rejects.toThrow();
    await vi.advanceTimersByTimeAsync(SIGNING_LIMIT_MS);
    expect(card.disconnected).toBe(0);
  });
});
