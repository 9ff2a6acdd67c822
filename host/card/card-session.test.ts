import { describe, expect, it } from 'vitest';
import { toUtf8 } from '../../shared/bytes.ts';
import { KazasuError } from '../../shared/errors.ts';
import {
  BEGIN,
  computeSignature,
  QUERY,
  readCertificate,
  SELECT_AUTH_KEY,
  SELECT_AUTH_PIN,
  SELECT_ISD,
  SELECT_JPKI,
  SELECT_SIGN_PIN,
  VERIFY_1234,
} from '../testing/jpki-exchanges.ts';
import { type Exchange, ScriptedConnection } from '../testing/scripted-connection.ts';
import { createTestCardContent } from '../testing/test-card-content.ts';
import { CardSession } from './card-session.ts';

const content = createTestCardContent();
const MESSAGE = toUtf8('message');
const LIVE = new AbortController().signal;

function open(...script: Exchange[]) {
  const connection = new ScriptedConnection(script);
  return { connection, session: new CardSession(connection, () => undefined) };
}

describe('CardSession', () => {
  it('begins by asking for the tries left of both PINs', async () => {
    const { session, connection } = open(...BEGIN);
    expect(await session.begin(LIVE)).toEqual({ userAuthentication: 3, digitalSignature: 5 });
    expect(connection.outstanding).toEqual([]);
  });

  it.each<[string, Exchange[]]>([
    ['has no file for it', [[SELECT_SIGN_PIN, '6A82']]],
    [
      'has no counter for it',
      [
        [SELECT_SIGN_PIN, '9000'],
        [QUERY, '6A88'],
      ],
    ],
  ])('leaves the signature PIN out when the card %s', async (_, script) => {
    const { session } = open([SELECT_JPKI, '9000'], ...script, [SELECT_AUTH_PIN, '9000'], [QUERY, '63C3']);
    expect(await session.begin(LIVE)).toEqual({ userAuthentication: 3 });
  });

  it('takes a card without the authentication PIN for malformed', async () => {
    const { session } = open(
      [SELECT_JPKI, '9000'],
      [SELECT_SIGN_PIN, '9000'],
      [QUERY, '63C5'],
      [SELECT_AUTH_PIN, '6A82'],
    );
    await expect(session.begin(LIVE)).rejects.toMatchObject({ code: 'card-malformed' });
  });

  it('reads the certificate once', async () => {
    const { session, connection } = open(...readCertificate(content.certificate));
    const certificate = await session.readAuthCertificate(LIVE);
    expect(await session.readAuthCertificate(LIVE)).toBe(certificate);
    expect(certificate.der).toEqual(content.certificate);
    expect(connection.outstanding).toEqual([]);
  });

  it('signs with VERIFY, SELECT and COMPUTE DIGITAL SIGNATURE alone, once the certificate is read', async () => {
    const { session, connection } = open(
      ...BEGIN,
      ...readCertificate(content.certificate),
      [VERIFY_1234, '9000'],
      [SELECT_AUTH_KEY, '9000'],
      computeSignature(content, MESSAGE),
    );
    await session.begin(LIVE);
    const { verifies } = await session.readAuthCertificate(LIVE);
    connection.sent.length = 0;
    expect(verifies(MESSAGE, await session.sign(MESSAGE, '1234', LIVE))).toBe(true);
    expect(connection.sent).toHaveLength(3);
  });

  it('hands out no signature of another key', async () => {
    const { session } = open(
      ...BEGIN,
      ...readCertificate(content.certificate),
      [VERIFY_1234, '9000'],
      [SELECT_AUTH_KEY, '9000'],
      computeSignature(createTestCardContent(), MESSAGE),
    );
    await session.begin(LIVE);
    await expect(session.sign(MESSAGE, '1234', LIVE)).rejects.toMatchObject({ code: 'signature-mismatch' });
  });

  it.each<[string, (session: CardSession) => Promise<unknown>]>([
    ['begin', (session) => session.begin(AbortSignal.abort())],
    ['read', (session) => session.readAuthCertificate(AbortSignal.abort())],
    ['sign', (session) => session.sign(MESSAGE, '1234', AbortSignal.abort())],
  ])('sends nothing to %s once it is cancelled', async (_, work) => {
    const { session, connection } = open();
    await expect(work(session)).rejects.toMatchObject({ code: 'cancelled' });
    expect(connection.sent).toEqual([]);
  });

  it.each<[string, Exchange]>([
    ['does', [SELECT_ISD, '9000']],
    ['refuses', [SELECT_ISD, '6A82']],
    ['has gone', [SELECT_ISD, new KazasuError('card-removed')]],
  ])('takes the power away when the card that should leave the application %s', async (_, exchange) => {
    const { session, connection } = open(exchange);
    await session.close();
    expect(connection.sent).toEqual([SELECT_ISD]);
    expect(connection.disconnected).toBe(1);
  });

  it('lets no failure of the adapter out of close', async () => {
    const { session, connection } = open([SELECT_ISD, '9000']);
    connection.disconnect = () => Promise.reject(new TypeError('adapter'));
    await expect(session.close()).resolves.toBeUndefined();
  });
});
