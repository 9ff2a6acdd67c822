/** One spelling for each value of a certificate. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DerReader, TAG } from './der-reader.ts';
import {
  namedBits,
  readEnumerated,
  readExtensions,
  readFractionalTime,
  readInteger,
  readObjectIdentifier,
  readOctetBits,
  readOptionalBoolean,
  readTime,
  readUtf8,
} from './der-values.ts';
import { der } from './der-writer.ts';

const fromHex = (digits: string): Buffer => Buffer.from(digits.replaceAll(' ', ''), 'hex');
const over = (digits: string): DerReader => new DerReader(fromHex(digits));
const bits = (digits: string) => namedBits({ critical: true, value: fromHex(digits) });
const spelt = (tag: string, value: string): string =>
  tag + Buffer.of(value.length).toString('hex') + Buffer.from(value).toString('hex');

it.each<[string, unknown, () => unknown]>([
  ['TRUE', true, () => readOptionalBoolean(over('0101 ff'))],
  ['FALSE, written out', false, () => readOptionalBoolean(over('0101 00'))],
  ['no BOOLEAN', false, () => readOptionalBoolean(over('0500'))],
  ['zero', '00', () => hex(readInteger(over('0201 00')))],
  ['an INTEGER with a zero that it needs', '0080', () => hex(readInteger(over('0202 0080')))],
  ['an INTEGER that only looks padded', '0180', () => hex(readInteger(over('0202 0180')))],
  ['a negative one that needs its sign', 'ff7f', () => hex(readInteger(over('0202 ff7f')))],
  ['an ENUMERATED', 6, () => readEnumerated(over('0a01 06'))],
  ['an OBJECT IDENTIFIER', '2.5.29.35', () => readObjectIdentifier(over('0603 551d23'))],
  [
    'one with arcs of several octets',
    '1.2.840.113549',
    () => readObjectIdentifier(over('0606 2a864886f70d')),
  ],
  ['one with a zero digit within an arc', '2.16305', () => readObjectIdentifier(over('0603 818001'))],
  ['one under a second arc above 39', '2.999', () => readObjectIdentifier(over('0602 8837'))],
  ['one of zeroes', '0.0.0', () => readObjectIdentifier(over('0602 0000'))],
  ['bits', [0, 1], () => bits('0302 06c0')],
  ['bits of two octets', [8], () => bits('0303 07 0080')],
  ['no bits', [], () => bits('0301 00')],
  ['no extension', undefined, () => namedBits(undefined)],
  ['text', '山田', () => readUtf8(over('0c06 e5b1b1e794b0'))],
  ['no extensions', 0, () => readExtensions(undefined).size],
  ['a time before 2050', '2049-12-31T23:59:59.000Z', () => iso('17', '491231235959Z')],
  ['a time from 1950', '1950-01-01T00:00:00.000Z', () => iso('17', '500101000000Z')],
  ['a time from 2050', '2050-01-01T00:00:00.000Z', () => iso('18', '20500101000000Z')],
  ['tenths of a second', '2026-11-22T01:02:03.400Z', () => fractional('20261122010203.4Z')],
  ['no fraction of a second', '2026-11-22T01:02:03.000Z', () => fractional('20261122010203Z')],
  ['a leap day', '2028-02-29T00:00:00.000Z', () => iso('18', '20280229000000Z')],
])('reads %s', (_name, value, read) => {
  expect(read()).toEqual(value);
});

function iso(tag: string, value: string): string {
  return readTime(over(spelt(tag, value))).toISOString();
}
function fractional(value: string): string {
  return readFractionalTime(over(spelt('18', value))).toISOString();
}
function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

it.each<[string, () => unknown]>([
  ['TRUE in other bits', () => readOptionalBoolean(over('0101 01'))],
  ['a BOOLEAN of two octets', () => readOptionalBoolean(over('0102 ff00'))],
  ['a BOOLEAN of none', () => readOptionalBoolean(over('0100'))],
  ['an INTEGER of no octet', () => readInteger(over('0200'))],
  ['an INTEGER with a zero too many', () => readInteger(over('0202 007f'))],
  ['an INTEGER with a sign too many', () => readInteger(over('0202 ff80'))],
  ['an ENUMERATED of no octet', () => readEnumerated(over('0a00'))],
  ['an ENUMERATED of two octets', () => readEnumerated(over('0a02 0001'))],
  ['an OBJECT IDENTIFIER of no arc', () => readObjectIdentifier(over('0600'))],
  ['one that ends within an arc', () => readObjectIdentifier(over('0603 551d83'))],
  ['one whose arc begins with a zero', () => readObjectIdentifier(over('0604 551d8023'))],
  ['one whose first arc does', () => readObjectIdentifier(over('0604 80551d23'))],
  ['one with an arc that no number holds', () => readObjectIdentifier(over('060a 2affffffffffffffff7f'))],
  ['a bit string of half an octet', () => readOctetBits(over('0302 04f0'))],
  ['a bit string of nothing at all', () => readOctetBits(over('0300'))],
  ['named bits of nothing at all', () => bits('0300')],
  ['named bits with more than an octet unused', () => bits('0302 0880')],
  ['unused bits of no octet', () => bits('0301 01')],
  ['named bits with something behind them', () => bits('0302 0780 0500')],
  ['text that is not UTF-8', () => readUtf8(over('0c02 c3c3'))],
  ['text with an overlong form', () => readUtf8(over('0c02 c080'))],
  ['text of another type', () => readUtf8(over('1301 41'))],
  ['the same extension twice', () => readExtensions(over('3007 0603551d0e 0400 3007 0603551d0e 0400'))],
  ['an extension with something behind it', () => readExtensions(over('3009 0603551d0e 0400 0500'))],
  ['a fraction of no digit', () => fractional('20261122010203.Z')],
  ['a fraction with a zero too many', () => fractional('20261122010203.40Z')],
  ['a fraction after a comma', () => fractional('20261122010203,4Z')],
  ['an extension without a value', () => readExtensions(over('3005 0603551d0e'))],
])('refuses %s', (_name, read) => {
  expect(read).toThrow(SyntaxError);
});

describe('a time', () => {
  it.each([
    ['17', '2606011200Z'],
    ['17', '260601120000+0900'],
    ['17', '260601120000'],
    ['17', '261301120000Z'],
    ['17', '260631120000Z'],
    ['17', '260601240000Z'],
    ['17', '20260601120000Z'],
    ['17', '260601120000ZZ'],
    ['17', '2606 1120000Z'],
    ['17', ''],
    ['18', '260601120000Z'],
    ['18', '20260601120000.5Z'],
    ['18', '20260229000000Z'],
    ['04', '20260601120000Z'],
  ])('is not %s %s', (tag, value) => {
    expect(() => readTime(over(spelt(tag, value)))).toThrow(SyntaxError);
  });

  it('comes back as it was written, whichever it is', () => {
    const times = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(times, (time) => {
        const seconds = `${time.toISOString().slice(0, 19)}.000Z`;
        expect(iso('18', `${seconds.slice(0, 19).replaceAll(/[-T:]/gu, '')}Z`)).toBe(seconds);
      }),
    );
  });

  it('of a million digits is none, and is not read', () => {
    const time = new DerReader(der(TAG.generalizedTime, new Uint8Array(1_000_000).fill(0x30)));
    expect(() => readTime(time)).toThrow(SyntaxError);
  });
});
