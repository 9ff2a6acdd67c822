import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromHex, fromUtf8, toHex } from '../../../shared/bytes.ts';
import { DEFAULT_SWITCHES } from './switches.ts';
import { attributesFile } from './attributes-file.ts';
import { ISD, JPKI, TEST_CARD_INFO, TestCard } from './card.fixture.ts';

const CARD_INFO = '00A4040C0AD3921000310001010408';
const PIN = '0020009104 35363738';
const NUMBER_A = '002000940C 313131313131313131313131';
const NUMBER_B = '002000950E 3535303130323230333531323334';
const fid = (id: string) => `00A4020C02${id}`;
const READ = '00B0000000';

describe('who opens which file', () => {
  it.each([
    { ef: '0001', pin: true, numberA: true, numberB: false, anybody: false },
    { ef: '0002', pin: true, numberA: false, numberB: true, anybody: false },
    { ef: '0003', pin: true, numberA: true, numberB: true, anybody: false },
    { ef: '0004', pin: true, numberA: true, numberB: true, anybody: true },
    { ef: '0005', pin: true, numberA: true, numberB: true, anybody: true },
    { ef: '0008', pin: true, numberA: true, numberB: true, anybody: true },
  ])('$ef', ({ ef, pin, numberA, numberB, anybody }) => {
    const opened = (...verify: string[]) => {
      const card = new TestCard().run(
        [CARD_INFO, '9000'],
        ...verify.map((command) => [command, '9000'] as const),
      );
      card.run([fid(ef), '9000']);
      return card.send(READ).endsWith('9000');
    };
    expect([opened(), opened(PIN), opened(NUMBER_A), opened(NUMBER_B)]).toEqual([
      anybody,
      pin,
      numberA,
      numberB,
    ]);
  });

  it('another application forgets it', () => {
    new TestCard()
      .run([CARD_INFO, '9000'], [PIN, '9000'], [CARD_INFO, '9000'], [fid('0002'), '9000'], [READ, '9000+77'])
      .run([JPKI, '9000'], [CARD_INFO, '9000'], [fid('0002'), '9000'], [READ, '6982'])
      .run([PIN, '9000'], [ISD, '9000'], [CARD_INFO, '9000'], [fid('0002'), '9000'], [READ, '6982']);
  });
});

it('the individual number is 17 bytes', () => {
  new TestCard().run(
    [CARD_INFO, '9000'],
    [PIN, '9000'],
    [fid('0001'), '9000'],
    [READ, `FF100C${'31'.repeat(12)}FFFF9000`],
  );
});

/** The value at an offset that the table in front gives. */
function attribute(file: Uint8Array, index: number): { tag: string; value: string } {
  const view = new DataView(file.buffer, file.byteOffset);
  const table = file.findIndex((byte, at) => byte === 0xdf && file[at + 1] === 0x21) + 3;
  const start = view.getUint16(table + index * 2);
  const long = file[start + 2] === 0x82;
  const length = long ? view.getUint16(start + 3) : (file[start + 2] ?? 0);
  const value = start + (long ? 5 : 3);
  return {
    tag: toHex(file.subarray(start, start + 2)),
    value: fromUtf8(file.subarray(value, value + length)),
  };
}

describe('the four attributes', () => {
  it('stand where their offsets say', () => {
    const { content } = attributesFile(TEST_CARD_INFO, DEFAULT_SWITCHES);
    expect([0, 1, 2, 3].map((index) => attribute(content, index))).toEqual([
      { tag: 'DF22', value: '山田　太郎' },
      { tag: 'DF23', value: '架空県見本市試験町' },
      { tag: 'DF24', value: '19800102' },
      { tag: 'DF25', value: '1' },
    ]);
  });

  it('begin as those that were published: 14 bytes before the name', () => {
    const { content } = attributesFile(TEST_CARD_INFO, DEFAULT_SWITCHES);
    expect(toHex(content.subarray(0, 8))).toBe('FF204ADF2108000E');
  });

  it('with an address of 200 characters', () => {
    const address = '架'.repeat(200);
    const { content } = attributesFile({ ...TEST_CARD_INFO, address }, DEFAULT_SWITCHES);
    expect(attribute(content, 1).value).toBe(address);
    expect(attribute(content, 3)).toEqual({ tag: 'DF25', value: '1' });
  });

  it.each(['0', '3', '9'] as const)('with %s for an unknown sex', (sexCode) => {
    const { content } = attributesFile(TEST_CARD_INFO, { ...DEFAULT_SWITCHES, sexCode });
    expect(attribute(content, 3).value).toBe(sexCode);
  });
});

it('the hashes are those of the two files, the second one without its offsets', () => {
  const card = new TestCard().run([CARD_INFO, '9000'], [PIN, '9000'], [fid('0003'), '9000']);
  const { signedPart } = attributesFile(TEST_CARD_INFO, DEFAULT_SWITCHES);
  const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex').toUpperCase();
  const number = fromHex(`FF100C${'31'.repeat(12)}FFFF`);
  expect(card.send('00B00000000000')).toContain(`DF3120${hash(number)}DF3220${hash(signedPart)}DF33820100`);
});

describe('verification numbers', () => {
  it.each([
    { verificationNumberTries: 10, left: '63C9' },
    { verificationNumberTries: 3, left: '63C2' },
  ] as const)('have $verificationNumberTries tries', ({ verificationNumberTries, left }) => {
    new TestCard({ verificationNumberTries }).run(
      [CARD_INFO, '9000'],
      ['002000940C 303030303030303030303030', left],
      ['00200094', left],
      [NUMBER_A, '9000'],
      ['00200094', verificationNumberTries === 10 ? '63CA' : '63C3'],
    );
  });

  it('cannot be changed', () => {
    new TestCard().run(
      [CARD_INFO, '9000'],
      [NUMBER_A, '9000'],
      ['002401940C 303030303030303030303030', '6985'],
      [NUMBER_A, '9000'],
    );
  });
});
