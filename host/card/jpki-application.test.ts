import { describe, expect, it } from 'vitest';
import { type Bytes, fromHex, toHex } from '../../shared/bytes.ts';
import { KazasuError } from '../../shared/errors.ts';
import {
  QUERY,
  readBinary,
  SELECT_AUTH_CERTIFICATE,
  SELECT_AUTH_KEY,
  SELECT_AUTH_PIN,
  SELECT_ISD,
  SELECT_JPKI,
  SELECT_SIGN_PIN,
  VERIFY_1234,
} from '../testing/jpki-exchanges.ts';
import { type Exchange, ScriptedConnection } from '../testing/scripted-connection.ts';
import { CardChannel } from './card-channel.ts';
import { CERTIFICATE_MAX_BYTES, JpkiApplication } from './jpki-application.ts';

function open(...script: Exchange[]) {
  const connection = new ScriptedConnection(script);
  return { connection, application: new JpkiApplication(new CardChannel(connection, () => undefined)) };
}

/** A DER object of this total length. */
function derObject(total: number): Bytes {
  const header =
    total < 0x80 + 3
      ? [total - 2]
      : total < 0x100 + 3
        ? [0x81, total - 3]
        : [0x82, (total - 4) >> 8, total - 4];
  const object = Uint8Array.from({ length: total }, (_, index) => index % 251);
  object.set([0x30, ...header]);
  return object;
}

const failsWith = (code: string, detail: object = {}): unknown => expect.objectContaining({ code, detail });
const CARD_REMOVED = new KazasuError('card-removed');

describe('select', () => {
  it('selects the application by its name, without asking for data', async () => {
    const { application, connection } = open([SELECT_JPKI, '9000']);
    await application.select();
    expect(connection.sent).toEqual(['00A4040C0AD392F000260100000001']);
  });

  it('repeats a first command that failed with 6F00, once', async () => {
    const { application, connection } = open([SELECT_JPKI, '6F00'], [SELECT_JPKI, '9000']);
    await application.select();
    expect(connection.outstanding).toEqual([]);
  });

  it('gives up at the second 6F00', async () => {
    const { application, connection } = open(
      [SELECT_JPKI, '6F00'],
      [SELECT_JPKI, '6F00'],
      [SELECT_JPKI, '9000'],
    );
    await expect(application.select()).rejects.toEqual(failsWith('card-malformed'));
    expect(connection.sent).toHaveLength(2);
  });

  it.each(['6A82', '6A86', '6D00', '6E00', '6999', '6700'])(
    'takes %s for a card of another kind',
    async (sw) => {
      const { application, connection } = open([SELECT_JPKI, sw]);
      await expect(application.select()).rejects.toEqual(failsWith('card-unsupported'));
      expect(connection.sent).toHaveLength(1);
    },
  );

  it('finds a second 6A82 after a 6F00', async () => {
    const { application } = open([SELECT_JPKI, '6F00'], [SELECT_JPKI, '6A82']);
    await expect(application.select()).rejects.toEqual(failsWith('card-unsupported'));
  });
});

describe('readTriesLeft', () => {
  it.each([
    ['63C3', 3],
    ['63C0', 0],
    ['6983', 0],
    ['6984', 0],
    ['9000', undefined],
    ['6700', undefined],
  ])('reads %s as %s', async (sw, triesLeft) => {
    const { application } = open([SELECT_AUTH_PIN, '9000'], [QUERY, sw]);
    expect(await application.readTriesLeft('userAuthentication')).toBe(triesLeft);
  });

  it('is undefined on a card without this PIN, and asks nothing of it', async () => {
    const { application, connection } = open([SELECT_SIGN_PIN, '6A82']);
    expect(await application.readTriesLeft('digitalSignature')).toBeUndefined();
    expect(connection.sent).toEqual([SELECT_SIGN_PIN]);
  });

  it('asks with four bytes, never with five', async () => {
    const { application, connection } = open([SELECT_SIGN_PIN, '9000'], [QUERY, '63C5']);
    await application.readTriesLeft('digitalSignature');
    expect(connection.sent.at(-1)).toBe('00200080');
  });
});

describe('readAuthCertificate', () => {
  it.each([20, 255, 256, 257, 260, 512, 1583, CERTIFICATE_MAX_BYTES])('reads %i bytes', async (length) => {
    const object = derObject(length);
    const [first, ...others] = readBinary(object);
    // The first read cannot know the length yet, so it asks for all that fits.
    const start: Exchange = ['00B0000000', first?.[1] ?? ''];
    const { application, connection } = open([SELECT_AUTH_CERTIFICATE, '9000'], start, ...others);
    expect(await application.readAuthCertificate()).toEqual(object);
    expect(connection.outstanding).toEqual([]);
  });

  it('ignores the padding of the file', async () => {
    const object = derObject(200);
    const { application } = open(
      [SELECT_AUTH_CERTIFICATE, '9000'],
      ['00B0000000', `${toHex(object)}${'FF'.repeat(56)}9000`],
    );
    expect(await application.readAuthCertificate()).toEqual(object);
  });

  it('goes on after answers that are shorter than asked, with 6282 or without', async () => {
    const object = derObject(300);
    const { application } = open(
      [SELECT_AUTH_CERTIFICATE, '9000'],
      ['00B0000000', `${toHex(object.subarray(0, 200))}6282`],
      ['00B000C864', `${toHex(object.subarray(200, 250))}9000`],
      ['00B000FA32', `${toHex(object.subarray(250))}9000`],
    );
    expect(await application.readAuthCertificate()).toEqual(object);
  });

  it('takes no more than the object from an answer that is longer than asked', async () => {
    const object = derObject(300);
    const { application } = open(
      [SELECT_AUTH_CERTIFICATE, '9000'],
      ['00B0000000', `${toHex(object.subarray(0, 256))}9000`],
      ['00B001002C', `${toHex(object.subarray(256))}${'AA'.repeat(20)}9000`],
    );
    expect(await application.readAuthCertificate()).toEqual(object);
  });

  it.each<[string, Exchange[]]>([
    ['there is no file', [[SELECT_AUTH_CERTIFICATE, '6A82']]],
    [
      'it asks for a PIN',
      [
        [SELECT_AUTH_CERTIFICATE, '9000'],
        ['00B0000000', '6982'],
      ],
    ],
    [
      'the file is empty',
      [
        [SELECT_AUTH_CERTIFICATE, '9000'],
        ['00B0000000', '9000'],
      ],
    ],
    [
      'the file has no first byte',
      [
        [SELECT_AUTH_CERTIFICATE, '9000'],
        ['00B0000000', '6B00'],
      ],
    ],
    [
      'the file is filled with FF',
      [
        [SELECT_AUTH_CERTIFICATE, '9000'],
        ['00B0000000', `${'FF'.repeat(256)}9000`],
      ],
    ],
  ])('is missing when %s', async (_, script) => {
    const { application } = open(...script);
    await expect(application.readAuthCertificate()).rejects.toEqual(failsWith('certificate-missing'));
  });

  it.each<[string, Exchange[]]>([
    ['no DER', [['00B0000000', '3080 9000']]],
    ['an object without end', [['00B0000000', `3082FFFF${'00'.repeat(252)}9000`]]],
    ['one byte too many', [['00B0000000', `3082${toHex(Uint8Array.of(CERTIFICATE_MAX_BYTES >> 8, 0))}9000`]]],
    [
      'an object that the file cuts short',
      [
        ['00B0000000', '30820100 9000'],
        ['00B0000400', '6B00'],
      ],
    ],
    ['an internal error', [['00B0000000', '6F00']]],
  ])('is malformed when the file has %s', async (_, script) => {
    const { application, connection } = open([SELECT_AUTH_CERTIFICATE, '9000'], ...script);
    await expect(application.readAuthCertificate()).rejects.toEqual(failsWith('card-malformed'));
    expect(connection.outstanding).toEqual([]);
  });
});

describe('verify', () => {
  async function withTriesLeft(sw: string, ...script: Exchange[]) {
    const opened = open([SELECT_AUTH_PIN, '9000'], [QUERY, sw], ...script);
    await opened.application.readTriesLeft('userAuthentication');
    opened.connection.sent.length = 0;
    return opened;
  }

  it('sends the PIN once, and nothing else', async () => {
    const { application, connection } = await withTriesLeft('63C3', [VERIFY_1234, '9000']);
    await application.verify('userAuthentication', '1234');
    expect(connection.sent).toEqual([VERIFY_1234]);
  });

  it.each([
    ['', 'nothing'],
    ['123', 'three digits'],
    ['12345', 'five digits'],
    ['12a4', 'a letter'],
    ['１２３４', 'full-width digits'],
    ['١٢٣٤', 'digits of another script'],
    ['1234\n', 'a line feed'],
    [' 1234', 'a space'],
    ['123\0', 'NUL'],
  ])('sends nothing for %j: %s', async (pin) => {
    const { application, connection } = await withTriesLeft('63C3');
    await expect(application.verify('userAuthentication', pin)).rejects.toEqual(failsWith('pin-malformed'));
    expect(connection.sent).toEqual([]);
  });

  it.each(['abc123', 'ABC12', 'ABCDEFGH123456789', 'ＡＢＣ１２３', 'ABC-123'])(
    'sends nothing for the signature password %j',
    async (password) => {
      const { application, connection } = open();
      await expect(application.verify('digitalSignature', password)).rejects.toEqual(
        failsWith('pin-malformed'),
      );
      expect(connection.sent).toEqual([]);
    },
  );

  it.each(['63C0', '6983', '6984'])('sends nothing when the card said %s', async (sw) => {
    const { application, connection } = await withTriesLeft(sw);
    await expect(application.verify('userAuthentication', '1234')).rejects.toEqual(
      failsWith('pin-blocked', { triesLeft: 0 }),
    );
    expect(connection.sent).toEqual([]);
  });

  it('asks for the tries left when it does not know them', async () => {
    const { application, connection } = open([SELECT_AUTH_PIN, '9000'], [QUERY, '63C0']);
    await expect(application.verify('userAuthentication', '1234')).rejects.toEqual(
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
    const { application, connection } = await withTriesLeft('63C3', [VERIFY_1234, sw]);
    await expect(application.verify('userAuthentication', '1234')).rejects.toEqual(failsWith(code, detail));
    expect(connection.sent).toEqual([VERIFY_1234]);
  });

  it.each([
    ['the card is gone', CARD_REMOVED],
    ['the reader is gone', new KazasuError('reader-unavailable')],
    ['the adapter is at fault', new TypeError('adapter')],
    ['the answer is cut', '90'],
    ['there is no answer', ''],
  ])('does not know the outcome when %s, and does not try again', async (_, failure) => {
    const { application, connection } = await withTriesLeft('63C3', [VERIFY_1234, failure]);
    await expect(application.verify('userAuthentication', '1234')).rejects.toEqual(
      failsWith('pin-outcome-unknown'),
    );
    expect(connection.sent).toEqual([VERIFY_1234]);
  });

  it('sends no PIN after the one that used up the last try', async () => {
    const { application, connection } = await withTriesLeft('63C1', [VERIFY_1234, '63C0']);
    await expect(application.verify('userAuthentication', '1234')).rejects.toEqual(
      failsWith('pin-blocked', { triesLeft: 0 }),
    );
    await expect(application.verify('userAuthentication', '1234')).rejects.toEqual(
      failsWith('pin-blocked', { triesLeft: 0 }),
    );
    expect(connection.sent).toEqual([VERIFY_1234]);
  });

  it.each(['9000', '6700', '6F00'])('sends nothing when the tries left cannot be had: %s', async (sw) => {
    const { application, connection } = open([SELECT_AUTH_PIN, '9000'], [QUERY, sw]);
    await expect(application.verify('userAuthentication', '1234')).rejects.toEqual(
      failsWith('card-malformed'),
    );
    expect(connection.outstanding).toEqual([]);
  });

  it('asks for the tries left anew after an outcome that it does not know', async () => {
    const { application, connection } = await withTriesLeft('63C3', [VERIFY_1234, '6F00'], [QUERY, '63C0']);
    await expect(application.verify('userAuthentication', '1234')).rejects.toThrow();
    await expect(application.verify('userAuthentication', '1234')).rejects.toEqual(
      failsWith('pin-blocked', { triesLeft: 0 }),
    );
    expect(connection.sent).toEqual([VERIFY_1234, QUERY]);
  });

  it('overwrites the PIN that it sent', async () => {
    const { application, connection } = await withTriesLeft('63C3', [VERIFY_1234, '63C2']);
    await expect(application.verify('userAuthentication', '1234')).rejects.toThrow();
    expect(toHex(connection.buffers.at(-1) ?? new Uint8Array())).toBe('00'.repeat(9));
  });

  it('puts the PIN into no error', async () => {
    for (const failure of ['63C2', '63C0', '6F00', '', new Error('adapter')]) {
      const { application } = await withTriesLeft('63C3', ['002000800434363439', failure]);
      const error: unknown = await application
        .verify('userAuthentication', '4649')
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(KazasuError);
      expect(flatten(error)).not.toMatch(/4649|34363439/u);
    }
  });
});

describe('signWithAuthKey', () => {
  const digest = fromHex('AB'.repeat(32));
  const command = `802A0080333031300D060960864801650304020105000420${'AB'.repeat(32)}00`;

  it('selects the key and sends the DigestInfo', async () => {
    const { application, connection } = open([SELECT_AUTH_KEY, '9000'], [command, `${'5A'.repeat(256)}9000`]);
    expect(await application.signWithAuthKey(digest)).toEqual(fromHex('5A'.repeat(256)));
    expect(connection.outstanding).toEqual([]);
  });

  it.each(['6982', '6985', '6F00', '63C2', '63C0', '6983'])(
    'fails at %s, which is no wrong PIN',
    async (sw) => {
      const { application } = open([SELECT_AUTH_KEY, '9000'], [command, sw]);
      await expect(application.signWithAuthKey(digest)).rejects.toEqual(failsWith('card-malformed'));
    },
  );
});

describe('leave', () => {
  it('selects the issuer security domain', async () => {
    const { application } = open([SELECT_ISD, '9000']);
    await expect(application.leave()).resolves.toBeUndefined();
  });

  it('says when the card did not', async () => {
    const { application } = open([SELECT_ISD, '6A82']);
    await expect(application.leave()).rejects.toBeInstanceOf(KazasuError);
  });

  it('forgets the current file, so that it is selected again', async () => {
    const { application, connection } = open(
      [SELECT_AUTH_PIN, '9000'],
      [SELECT_ISD, '9000'],
      [SELECT_AUTH_PIN, '6A82'],
    );
    await application.selectPin('userAuthentication');
    await application.leave();
    await expect(application.selectPin('userAuthentication')).rejects.toBeInstanceOf(KazasuError);
    expect(connection.outstanding).toEqual([]);
  });
});

describe('the current file', () => {
  it('is not selected twice', async () => {
    const { application, connection } = open([SELECT_AUTH_PIN, '9000'], [QUERY, '63C3']);
    await application.selectPin('userAuthentication');
    await application.readTriesLeft('userAuthentication');
    expect(connection.sent).toEqual([SELECT_AUTH_PIN, QUERY]);
  });

  it('is unknown after a selection that failed', async () => {
    const { application, connection } = open(
      [SELECT_AUTH_PIN, '9000'],
      [SELECT_SIGN_PIN, '6A82'],
      [SELECT_AUTH_PIN, '9000'],
    );
    await application.selectPin('userAuthentication');
    await application.readTriesLeft('digitalSignature');
    await application.selectPin('userAuthentication');
    expect(connection.outstanding).toEqual([]);
  });
});

/** Message, stack, fields and causes of an error. */
function flatten(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return [error.message, error.stack, JSON.stringify(error), flatten(error.cause)].join('\n');
}
