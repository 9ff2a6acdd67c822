import { compactVerify, importX509 } from 'jose';
import { describe, expect, it } from 'vitest';
import { fromUtf8, toUtf8 } from '../../shared/bytes.ts';
import { CardAccess } from '../card/card-access.ts';
import {
  BEGIN,
  computeSignature,
  QUERY,
  readCertificate,
  SELECT_AUTH_KEY,
  SELECT_AUTH_PIN,
  SELECT_ISD,
  SELECT_JPKI,
  VERIFY_1234,
} from '../testing/jpki-exchanges.ts';
import { type Exchange, ScriptedConnection } from '../testing/scripted-connection.ts';
import { ScriptedReaders } from '../testing/scripted-readers.ts';
import { createTestCardContent } from '../testing/test-card-content.ts';
import { authTokenSigningInput } from './auth-token.ts';
import { authenticate } from './authenticate.ts';
import type { Host } from './host.ts';
import { ReaderWatch } from './reader-watch.ts';

const NOW = new Date('2026-11-22T03:04:05.678Z');
const content = createTestCardContent({
  notBefore: new Date('2026-04-01T00:00:00Z'),
  notAfter: new Date('2031-04-01T14:59:59Z'),
});
const params = {
  origin: 'https://library.example.jp',
  nonce: 'kq3v0C2mQ7n1sYb5Rr8tWz4xPd6uJf9e',
  pin: '1234',
};
const signingInput = authTokenSigningInput({
  certificate: content.certificate,
  payload: { aud: params.origin, nonce: params.nonce, iat: 1_795_316_645 },
  simulated: false,
});
const CLEAR: Exchange = [SELECT_ISD, '9000'];
const SIGN: readonly Exchange[] = [[SELECT_AUTH_KEY, '9000'], computeSignature(content, signingInput)];
const LIVE = new AbortController().signal;

async function opened(script: readonly Exchange[], { now = NOW, begin = BEGIN } = {}) {
  const connection = new ScriptedConnection([...begin, ...script]);
  const readers = new ScriptedReaders(connection);
  const log = (): void => undefined;
  const cards = new CardAccess(readers, log);
  const watch = new ReaderWatch({ readers, cards, log, signal: LIVE, notify: () => undefined });
  const inspectInstallation = () => Promise.resolve([]);
  const host: Host = { readers, cards, watch, now: () => now, inspectInstallation };
  await cards.open('R', (card, signal) => card.begin('userAuthentication', signal), LIVE);
  connection.sent.length = 0;
  const call = (signal = LIVE, pin = params.pin) =>
    authenticate(host, { ...params, pin }, { signal, afterAnswer: () => undefined });
  return { connection, cards, call };
}

describe('authenticate', () => {
  it('makes a token that any JOSE library verifies', async () => {
    const { call } = await opened([
      ...readCertificate(content.certificate),
      [VERIFY_1234, '9000'],
      ...SIGN,
      CLEAR,
    ]);
    const { token } = await call();
    const pem = `-----BEGIN CERTIFICATE-----\n${Buffer.from(content.certificate).toString('base64')}\n-----END CERTIFICATE-----`;
    const { payload, protectedHeader } = await compactVerify(token, await importX509(pem, 'RS256'));
    expect(JSON.parse(fromUtf8(payload))).toEqual({
      aud: params.origin,
      nonce: params.nonce,
      iat: 1_795_316_645,
    });
    expect(protectedHeader).toMatchObject({ alg: 'RS256', typ: 'jpki-auth+jwt' });
  });

  it('needs four commands once the certificate is read, the last of which clears the card', async () => {
    const { call, cards, connection } = await opened([
      ...readCertificate(content.certificate),
      [VERIFY_1234, '9000'],
      ...SIGN,
      CLEAR,
    ]);
    await cards.use((card) => card.readCertificate('userAuthentication', LIVE), LIVE);
    connection.sent.length = 0;
    await call();
    expect(connection.sent.map((command) => command.slice(0, 8))).toEqual([
      '00200080',
      '00A4020C',
      '802A0080',
      '00A4040C',
    ]);
    expect([connection.outstanding, connection.disconnected]).toEqual([[], 1]);
  });

  it('keeps the card after a wrong PIN, and takes the next one without reading anything again', async () => {
    const { call, connection } = await opened([
      ...readCertificate(content.certificate),
      ['002000800439393939', '63C2'],
      [VERIFY_1234, '9000'],
      ...SIGN,
      CLEAR,
    ]);
    await expect(call(LIVE, '9999')).rejects.toMatchObject({ code: 'wrong-pin', detail: { triesLeft: 2 } });
    expect(connection.disconnected).toBe(0);
    await expect(call()).resolves.toHaveProperty('token');
    expect(connection.outstanding).toEqual([]);
  });

  it.each<[string, string, Exchange[]]>([
    ['the last try was wrong', 'pin-blocked', [[VERIFY_1234, '63C0'], CLEAR]],
    ['the PIN is blocked', 'pin-blocked', [[VERIFY_1234, '6984'], CLEAR]],
    [
      'the card claims a wrong PIN where none was sent',
      'card-malformed',
      [[VERIFY_1234, '9000'], [SELECT_AUTH_KEY, '63C2'], CLEAR],
    ],
    ['the card does not sign', 'card-malformed', [[VERIFY_1234, '9000'], [SELECT_AUTH_KEY, '6A80'], CLEAR]],
    [
      'another key signs',
      'signature-mismatch',
      [
        [VERIFY_1234, '9000'],
        [SELECT_AUTH_KEY, '9000'],
        computeSignature(createTestCardContent(), signingInput),
        CLEAR,
      ],
    ],
  ])('clears the card when %s', async (_, code, script) => {
    const { call, connection } = await opened([...readCertificate(content.certificate), ...script]);
    await expect(call()).rejects.toMatchObject({ code });
    expect([connection.outstanding, connection.disconnected]).toEqual([[], 1]);
    await expect(call()).rejects.toMatchObject({ code: 'card-not-open' });
  });

  it.each([
    ['not yet valid', new Date('2026-03-31T23:59:59Z'), 'certificate-not-yet-valid'],
    ['expired', new Date('2031-04-01T15:00:00Z'), 'certificate-expired'],
  ])('risks no try for a certificate that is %s', async (_, now, code) => {
    const { call, connection } = await opened([...readCertificate(content.certificate), CLEAR], { now });
    await expect(call()).rejects.toMatchObject({ code });
    expect(connection.sent.some((command) => command.startsWith('0020'))).toBe(false);
    expect([connection.outstanding, connection.disconnected]).toEqual([[], 1]);
  });

  it('sends no PIN that the card would not take', async () => {
    const { call, connection } = await opened([...readCertificate(content.certificate), CLEAR]);
    await expect(call(LIVE, '123')).rejects.toMatchObject({ code: 'pin-malformed' });
    expect(connection.outstanding).toEqual([]);
  });

  it('sends no PIN when no tries are left', async () => {
    const begin: Exchange[] = [
      [SELECT_JPKI, '9000'],
      [SELECT_AUTH_PIN, '9000'],
      [QUERY, '63C0'],
    ];
    const { call, connection } = await opened([...readCertificate(content.certificate), CLEAR], { begin });
    await expect(call()).rejects.toMatchObject({ code: 'pin-blocked', detail: { triesLeft: 0 } });
    expect(connection.outstanding).toEqual([]);
  });

  it('sends nothing but the clearing command when it is cancelled before it begins', async () => {
    const { call, connection } = await opened([CLEAR]);
    await expect(call(AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    expect(connection.sent).toEqual([SELECT_ISD]);
  });

  it('sends only the clearing command when it is cancelled while it reads', async () => {
    const cancelled = new AbortController();
    const [first] = readCertificate(content.certificate);
    const cancelling: Exchange = [
      first?.[0] ?? '',
      () => {
        cancelled.abort();
        return Uint8Array.of(0x90, 0x00);
      },
    ];
    const { call, connection } = await opened([cancelling, CLEAR]);
    await expect(call(cancelled.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect([connection.outstanding, connection.disconnected]).toEqual([[], 1]);
  });

  it.each<[string, Exchange[]]>([
    ['VERIFY', [[VERIFY_1234, '9000']]],
    [
      'the key is selected',
      [
        [VERIFY_1234, '9000'],
        [SELECT_AUTH_KEY, '9000'],
      ],
    ],
    ['the signature is made', [[VERIFY_1234, '9000'], ...SIGN]],
  ])('clears at once when it is cancelled while %s, and hands out nothing', async (_, script) => {
    const cancelled = new AbortController();
    const [command, response] = script.at(-1) ?? ['', ''];
    const last: Exchange = [
      command,
      (sent) => {
        cancelled.abort();
        return typeof response === 'function' ? response(sent) : Uint8Array.of(0x90, 0x00);
      },
    ];
    const { call, connection } = await opened([
      ...readCertificate(content.certificate),
      ...script.slice(0, -1),
      last,
      CLEAR,
    ]);
    await expect(call(cancelled.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect([connection.outstanding, connection.disconnected]).toEqual([[], 1]);
  });

  it('signs over the token alone, so that it is no oracle for any other bytes', async () => {
    const { call, connection } = await opened([
      ...readCertificate(content.certificate),
      [VERIFY_1234, '9000'],
      ...SIGN,
      CLEAR,
    ]);
    const { token } = await call();
    expect(toUtf8(token.slice(0, token.lastIndexOf('.')))).toEqual(signingInput);
    expect(connection.sent.filter((command) => command.startsWith('802A'))).toHaveLength(1);
  });
});
