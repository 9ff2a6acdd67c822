import { describe, expect, it } from 'vitest';
import { type Bytes, concatBytes, fromHex, toHex } from '../../shared/bytes.ts';
import { KazasuError } from '../../shared/errors.ts';
import type { CardConnection } from '../readers/reader.ts';
import { readBinary } from '../testing/jpki-exchanges.ts';
import { type Exchange, ScriptedConnection } from '../testing/scripted-connection.ts';
import { BinaryFile } from './binary-file.ts';
import { CardChannel } from './card-channel.ts';
import { CERTIFICATE_FORM as FORM } from './jpki-application.ts';

function openOn(connection: CardConnection, readSize = { bytes: 256 }) {
  return { file: new BinaryFile(new CardChannel(connection, () => undefined), readSize), readSize };
}

function open(...script: Exchange[]) {
  const connection = new ScriptedConnection(script);
  return { connection, ...openOn(connection) };
}

const failsWith = (code: string): unknown => expect.objectContaining({ code });

describe('readObject', () => {
  it.each([20, 255, 256, 257, 260, 512, 1583, FORM.maxBytes])('reads %i bytes', async (length) => {
    const object = derObject(length);
    const [first, ...others] = readBinary(object);
    // The first read cannot know the length yet, so it asks for all that fits.
    const start: Exchange = ['00B0000000', first?.[1] ?? ''];
    const { file, connection } = open(start, ...others);
    expect(await file.readObject(FORM)).toEqual(object);
    expect(connection.outstanding).toEqual([]);
  });

  it('ignores the padding of the file', async () => {
    const object = derObject(200);
    const { file } = open(['00B0000000', `${toHex(object)}${'FF'.repeat(56)}9000`]);
    expect(await file.readObject(FORM)).toEqual(object);
  });

  it('goes on after answers that are shorter than asked, with 6282 or without', async () => {
    const object = derObject(300);
    const { file } = open(
      ['00B0000000', `${toHex(object.subarray(0, 200))}6282`],
      ['00B000C864', `${toHex(object.subarray(200, 250))}9000`],
      ['00B000FA32', `${toHex(object.subarray(250))}9000`],
    );
    expect(await file.readObject(FORM)).toEqual(object);
  });

  it('takes no more than the object from an answer that is longer than asked', async () => {
    const object = derObject(300);
    const { file } = open(
      ['00B0000000', `${toHex(object.subarray(0, 256))}9000`],
      ['00B001002C', `${toHex(object.subarray(256))}${'AA'.repeat(20)}9000`],
    );
    expect(await file.readObject(FORM)).toEqual(object);
  });

  it.each<[string, Exchange[]]>([
    [
      'is empty',
      [
        ['00B0000000', '9000'],
        ['00B00000E0', '9000'],
        ['00B0000080', '9000'],
        ['00B0000040', '9000'],
      ],
    ],
    ['has no first byte', [['00B0000000', '6B00']]],
    ['is filled with FF', [['00B0000000', `${'FF'.repeat(256)}9000`]]],
  ])('is missing when the file %s', async (_, script) => {
    const { file, connection } = open(...script);
    expect(await file.readObject(FORM)).toBe('missing');
    expect(connection.outstanding).toEqual([]);
  });

  it('is protected when the card asks for a PIN', async () => {
    const { file } = open(['00B0000000', '6982']);
    expect(await file.readObject(FORM)).toBe('protected');
  });

  it('is another object than was asked for by its tag', async () => {
    const { file } = open(['00B0000000', '5A0101 9000']);
    await expect(file.readObject(FORM)).rejects.toEqual(failsWith('card-malformed'));
  });

  it.each<[string, Exchange[]]>([
    ['no DER', [['00B0000000', '3080 9000']]],
    ['an object without end', [['00B0000000', `3082FFFF${'00'.repeat(252)}9000`]]],
    ['one byte too many', [['00B0000000', `3082${toHex(Uint8Array.of(FORM.maxBytes >> 8, 0))}9000`]]],
    [
      'an object that the file cuts short',
      [
        ['00B0000000', '30820100 9000'],
        ['00B0000400', '6B00'],
      ],
    ],
    ['an internal error', [['00B0000000', '6F00']]],
  ])('is malformed when the file has %s', async (_, script) => {
    const { file, connection } = open(...script);
    await expect(file.readObject(FORM)).rejects.toEqual(failsWith('card-malformed'));
    expect(connection.outstanding).toEqual([]);
  });
});

describe('a reader that breaks on long answers', () => {
  const OBJECT = derObject(1583);

  /** Gives the object, and what a broken reader gives for every answer longer than it can carry. */
  function breakingReader(limit: number, broken: (answer: Bytes) => Bytes | Error) {
    const asked: number[] = [];
    const transmit = (command: Uint8Array): Promise<Bytes> => {
      const [, , p1 = 0, p2 = 0, le = 0] = command;
      const offset = (p1 << 8) | p2;
      asked.push(le || 256);
      const answer = concatBytes(OBJECT.subarray(offset, offset + (le || 256)), fromHex('9000'));
      const given = answer.length > limit + 2 ? broken(answer) : answer;
      return given instanceof Error ? Promise.reject(given) : Promise.resolve(given);
    };
    return { asked, connection: { transmit, disconnect: () => Promise.resolve() } };
  }

  it.each<[string, (answer: Bytes) => Bytes | Error]>([
    ['fails', () => new KazasuError('transmission-failed')],
    ['cuts the answer', (answer) => answer.slice(0, 50)],
    ['gives one byte', () => fromHex('90')],
    ['gives nothing', () => new Uint8Array()],
    ['gives no data', () => fromHex('9000')],
    ['gives too much', (answer) => concatBytes(answer, answer)],
    ['answers 6700', () => fromHex('6700')],
  ])('that %s is asked for less, and once for each size', async (_, broken) => {
    for (const [limit, bytes] of [
      [255, 224],
      [200, 128],
      [64, 64],
    ] as const) {
      const { asked, connection } = breakingReader(limit, broken);
      const { file, readSize } = openOn(connection);
      expect(await file.readObject(FORM)).toEqual(OBJECT);
      expect(readSize.bytes).toBe(bytes);
      expect(asked.filter((le) => le > bytes)).toHaveLength([256, 224, 128, 64].indexOf(bytes));
    }
  });

  it('does not stumble again', async () => {
    const { asked, connection } = breakingReader(224, () => new KazasuError('transmission-failed'));
    const { file } = openOn(connection, { bytes: 224 });
    await file.readObject(FORM);
    expect(Math.max(...asked)).toBe(224);
  });

  it.each([
    ['transmission-failed', new KazasuError('transmission-failed'), 'transmission-failed'],
    ['6700', fromHex('6700'), 'card-malformed'],
  ])('that carries nothing at all fails with %s', async (_, answer, code) => {
    const { asked, connection } = breakingReader(-3, () => answer);
    await expect(openOn(connection).file.readObject(FORM)).rejects.toEqual(failsWith(code));
    expect(asked).toEqual([256, 224, 128, 64]);
  });

  it.each(['6A82', '6F00', '6985', '6D00'])('is not blamed for %s, which the card says', async (sw) => {
    const { asked, connection } = breakingReader(-3, () => fromHex(sw));
    await expect(openOn(connection).file.readObject(FORM)).rejects.toBeInstanceOf(KazasuError);
    expect(asked).toEqual([256]);
  });

  it.each(['card-removed', 'reader-unavailable', 'card-mute', 'cancelled'] as const)(
    'is not blamed for %s',
    async (code) => {
      const { asked, connection } = breakingReader(-3, () => new KazasuError(code));
      await expect(openOn(connection).file.readObject(FORM)).rejects.toEqual(failsWith(code));
      expect(asked).toEqual([256]);
    },
  );
});

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
