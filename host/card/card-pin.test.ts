import { describe, expect, it } from 'vitest';
import { toHex, toUtf8 } from '../../shared/bytes.ts';
import { KazasuError } from '../../shared/errors.ts';
import { QUERY, SELECT_AUTH_PIN, SELECT_SIGN_PIN, VERIFY_1234 } from '../testing/jpki-exchanges.ts';
import { type Exchange, ScriptedConnection } from '../testing/scripted-connection.ts';
import { CardChannel } from './card-channel.ts';
import { JpkiApplication } from './jpki-application.ts';

function open(...script: Exchange[]) {
  const connection = new ScriptedConnection(script);
  const channel = new CardChannel(connection, () => undefined);
  return { connection, pins: new JpkiApplication(channel, { bytes: 256 }).pins };
}

const failsWith = (code: string, detail: object = {}): unknown => expect.objectContaining({ code, detail });
const CARD_REMOVED = new KazasuError('card-removed');

describe('readTriesLeft', () => {
  it.each([
    ['63C3', 3],
    ['63C0', 0],
    ['6983', 0],
    ['6984', 0],
    ['9000', undefined],
    ['6700', undefined],
  ])('reads %s as %s', async (sw, triesLeft) => {
    const { pins } = open([SELECT_AUTH_PIN, '9000'], [QUERY, sw]);
    expect(await pins.userAuthentication.readTriesLeft()).toBe(triesLeft);
  });

  it('is undefined on a card without this PIN, and asks nothing of it', async () => {
    const { pins, connection } = open([SELECT_SIGN_PIN, '6A82']);
    expect(await pins.digitalSignature.readTriesLeft()).toBeUndefined();
    expect(connection.sent).toEqual([SELECT_SIGN_PIN]);
  });

  it('asks with four bytes, never with five', async () => {
    const { pins, connection } = open([SELECT_SIGN_PIN, '9000'], [QUERY, '63C5']);
    await pins.digitalSignature.readTriesLeft();
    expect(connection.sent.at(-1)).toBe('00200080');
  });
});

describe('prepare', () => {
  it('leaves the file current, so that VERIFY is the next command', async () => {
    const { pins, connection } = open([SELECT_AUTH_PIN, '9000'], [QUERY, '63C3'], [VERIFY_1234, '9000']);
    expect(await pins.userAuthentication.prepare()).toBe(3);
    expect(await pins.userAuthentication.prepare()).toBe(3);
    await pins.userAuthentication.verify(toUtf8('1234'));
    expect(connection.outstanding).toEqual([]);
  });

  it.each<[string, Exchange[]]>([
    ['no file', [[SELECT_SIGN_PIN, '6A82']]],
    [
      'no counter',
      [
        [SELECT_SIGN_PIN, '9000'],
        [QUERY, '6A88'],
      ],
    ],
  ])(
    'says that the certificate is missing on a card that has %s for the signature password',
    async (_, script) => {
      const { pins } = open(...script);
      await expect(pins.digitalSignature.prepare()).rejects.toEqual(failsWith('certificate-missing'));
    },
  );

  it('takes a card without the authentication PIN for malformed', async () => {
    const { pins } = open([SELECT_AUTH_PIN, '6A82']);
    await expect(pins.userAuthentication.prepare()).rejects.toEqual(failsWith('card-malformed'));
  });
});

describe('verify', () => {
  async function withTriesLeft(sw: string, ...script: Exchange[]) {
    const opened = open([SELECT_AUTH_PIN, '9000'], [QUERY, sw], ...script);
    await opened.pins.userAuthentication.readTriesLeft();
    opened.connection.sent.length = 0;
    return opened;
  }

  it('sends the PIN once, and nothing else', async () => {
    const { pins, connection } = await withTriesLeft('63C3', [VERIFY_1234, '9000']);
    await pins.userAuthentication.verify(toUtf8('1234'));
    expect(connection.sent).toEqual([VERIFY_1234]);
  });

  it.each(['63C0', '6983', '6984'])('sends nothing when the card said %s', async (sw) => {
    const { pins, connection } = await withTriesLeft(sw);
    await expect(pins.userAuthentication.verify(toUtf8('1234'))).rejects.toEqual(
      failsWith('pin-blocked', { triesLeft: 0 }),
    );
    expect(connection.sent).toEqual([]);
  });

  it('asks for the tries left when it does not know them', async () => {
    const { pins, connection } = open([SELECT_AUTH_PIN, '9000'], [QUERY, '63C0']);
    await expect(pins.userAuthentication.verify(toUtf8('1234'))).rejects.toEqual(
      failsWith('pin-blocked', { triesLeft: 0 }),
    );
    expect(connection.sent).toEqual([SELECT_AUTH_PIN, QUERY]);
  });

  it.each([
    ['63C2', 'wrong-pin', { triesLeft: 2 }],
    ['63C1', 'wrong-pin', { triesLeft: 1 }],
    ['63C0', 'pin-blocked', { triesLeft: 0 }],
    ['6983', 'pin-blocked', { triesLeft: 0 }],
    ['6984', 'pin-blocked', { triesLeft: 0 }],
    ['6300', 'pin-outcome-unknown', {}],
    ['6F00', 'pin-outcome-unknown', {}],
    ['6581', 'pin-outcome-unknown', {}],
    ['6104', 'pin-outcome-unknown', {}],
    ['6C04', 'pin-outcome-unknown', {}],
    ['6282', 'pin-outcome-unknown', {}],
  ])('reads %s as %s and sends nothing more', async (sw, code, detail) => {
    const { pins, connection } = await withTriesLeft('63C3', [VERIFY_1234, sw]);
    await expect(pins.userAuthentication.verify(toUtf8('1234'))).rejects.toEqual(failsWith(code, detail));
    expect(connection.sent).toEqual([VERIFY_1234]);
  });

  it.each([
    ['the card is gone', CARD_REMOVED],
    ['the reader is gone', new KazasuError('reader-unavailable')],
    ['the adapter is at fault', new TypeError('adapter')],
    ['the answer is cut', '90'],
    ['there is no answer', ''],
  ])('does not know the outcome when %s, and does not try again', async (_, failure) => {
    const { pins, connection } = await withTriesLeft('63C3', [VERIFY_1234, failure]);
    await expect(pins.userAuthentication.verify(toUtf8('1234'))).rejects.toEqual(
      failsWith('pin-outcome-unknown'),
    );
    expect(connection.sent).toEqual([VERIFY_1234]);
  });

  it('sends no PIN after the one that used up the last try', async () => {
    const { pins, connection } = await withTriesLeft('63C1', [VERIFY_1234, '63C0']);
    await expect(pins.userAuthentication.verify(toUtf8('1234'))).rejects.toEqual(
      failsWith('pin-blocked', { triesLeft: 0 }),
    );
    await expect(pins.userAuthentication.verify(toUtf8('1234'))).rejects.toEqual(
      failsWith('pin-blocked', { triesLeft: 0 }),
    );
    expect(connection.sent).toEqual([VERIFY_1234]);
  });

  it.each(['9000', '6700', '6F00'])('sends nothing when the tries left cannot be had: %s', async (sw) => {
    const { pins, connection } = open([SELECT_AUTH_PIN, '9000'], [QUERY, sw]);
    await expect(pins.userAuthentication.verify(toUtf8('1234'))).rejects.toEqual(failsWith('card-malformed'));
    expect(connection.outstanding).toEqual([]);
  });

  it('asks for the tries left anew after an outcome that it does not know', async () => {
    const { pins, connection } = await withTriesLeft('63C3', [VERIFY_1234, '6F00'], [QUERY, '63C0']);
    await expect(pins.userAuthentication.verify(toUtf8('1234'))).rejects.toThrow();
    await expect(pins.userAuthentication.verify(toUtf8('1234'))).rejects.toEqual(
      failsWith('pin-blocked', { triesLeft: 0 }),
    );
    expect(connection.sent).toEqual([VERIFY_1234, QUERY]);
  });

  it('overwrites the PIN that it sent', async () => {
    const { pins, connection } = await withTriesLeft('63C3', [VERIFY_1234, '63C2']);
    await expect(pins.userAuthentication.verify(toUtf8('1234'))).rejects.toThrow();
    expect(toHex(connection.buffers.at(-1) ?? new Uint8Array())).toBe('00'.repeat(9));
  });

  it('puts the PIN into no error', async () => {
    for (const failure of ['63C2', '63C0', '6F00', '', new Error('adapter')]) {
      const { pins } = await withTriesLeft('63C3', ['002000800434363439', failure]);
      const error: unknown = await pins.userAuthentication
        .verify(toUtf8('4649'))
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(KazasuError);
      expect(flatten(error)).not.toMatch(/4649|34363439/u);
    }
  });
});

describe('change', () => {
  const CHANGE_4321 = '002401800434333231';
  const change = (answer: string | Error) => {
    const opened = open([CHANGE_4321, answer]);
    return { ...opened, outcome: opened.pins.userAuthentication.change(toUtf8('4321')) };
  };

  it('sends the new PIN alone, once', async () => {
    const { outcome, connection } = change('9000');
    await outcome;
    expect(connection.sent).toEqual([CHANGE_4321]);
    expect(toHex(connection.buffers.at(-1) ?? new Uint8Array())).toBe('00'.repeat(9));
  });

  it.each(['6700', '6982', '6983', '6985', '6986', '6A80', '6A86'])(
    'has not changed it when the card refuses with %s',
    async (sw) => {
      const { outcome, connection } = change(sw);
      await expect(outcome).rejects.toEqual(failsWith('card-malformed'));
      expect(connection.sent).toHaveLength(1);
    },
  );

  it.each(['6581', '6F00', '6300', '63C2', '6104', '6C04', '1234'])(
    'does not know which PIN holds after %s',
    async (sw) => {
      const { outcome, connection } = change(sw);
      await expect(outcome).rejects.toEqual(failsWith('pin-outcome-unknown'));
      expect(connection.sent).toHaveLength(1);
    },
  );

  it.each([
    ['the card is gone', CARD_REMOVED],
    ['the answer is cut', '90'],
    ['there is no answer', ''],
  ])('does not know it when %s, and does not try again', async (_, failure) => {
    const { outcome, connection } = change(failure);
    await expect(outcome).rejects.toEqual(failsWith('pin-outcome-unknown'));
    expect(connection.sent).toHaveLength(1);
  });
});

/** Message, stack, fields and causes of an error. */
function flatten(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return [error.message, error.stack, JSON.stringify(error), flatten(error.cause)].join('\n');
}
