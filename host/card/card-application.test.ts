import { describe, expect, it } from 'vitest';
import { fromHex } from '../../shared/bytes.ts';
import {
  QUERY,
  SELECT_AUTH_KEY,
  SELECT_AUTH_PIN,
  SELECT_JPKI,
  SELECT_SIGN_PIN,
} from '../testing/jpki-exchanges.ts';
import { type Exchange, ScriptedConnection } from '../testing/scripted-connection.ts';
import { CardChannel } from './card-channel.ts';
import { encodeDigestInfo } from './digest-info.ts';
import { JpkiApplication } from './jpki-application.ts';

function open(...script: Exchange[]) {
  const connection = new ScriptedConnection(script);
  const channel = new CardChannel(connection, () => undefined);
  return { connection, application: new JpkiApplication(channel, { bytes: 256 }) };
}

const failsWith = (code: string): unknown => expect.objectContaining({ code });

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

describe('the current file', () => {
  it('is not selected twice', async () => {
    const { application, connection } = open([SELECT_AUTH_PIN, '9000'], [QUERY, '63C3']);
    await application.selectEf(0x0018);
    await application.pins.userAuthentication.readTriesLeft();
    expect(connection.sent).toEqual([SELECT_AUTH_PIN, QUERY]);
  });

  it('is unknown after a selection that failed', async () => {
    const { application, connection } = open(
      [SELECT_AUTH_PIN, '9000'],
      [SELECT_SIGN_PIN, '6A82'],
      [SELECT_AUTH_PIN, '9000'],
    );
    await application.selectEf(0x0018);
    await application.pins.digitalSignature.readTriesLeft();
    await application.selectEf(0x0018);
    expect(connection.outstanding).toEqual([]);
  });

  it('is forgotten with the application', async () => {
    const { application, connection } = open(
      [SELECT_AUTH_PIN, '9000'],
      [SELECT_JPKI, '9000'],
      [SELECT_AUTH_PIN, '6A82'],
    );
    await application.selectEf(0x0018);
    await application.select();
    await expect(application.selectEf(0x0018)).rejects.toEqual(failsWith('card-unsupported'));
    expect(connection.outstanding).toEqual([]);
  });
});

describe('sign', () => {
  const digestInfo = encodeDigestInfo('SHA-256', fromHex('AB'.repeat(32)));
  const command = `802A0080333031300D060960864801650304020105000420${'AB'.repeat(32)}00`;

  it('selects the key and sends the DigestInfo', async () => {
    const { application, connection } = open([SELECT_AUTH_KEY, '9000'], [command, `${'5A'.repeat(256)}9000`]);
    expect(await application.sign('userAuthentication', digestInfo)).toEqual(fromHex('5A'.repeat(256)));
    expect(connection.outstanding).toEqual([]);
  });

  it.each(['6982', '6985', '6F00', '63C2', '63C0', '6983'])(
    'fails at %s, which is no wrong PIN',
    async (sw) => {
      const { application } = open([SELECT_AUTH_KEY, '9000'], [command, sw]);
      await expect(application.sign('userAuthentication', digestInfo)).rejects.toEqual(
        failsWith('card-malformed'),
      );
    },
  );
});
