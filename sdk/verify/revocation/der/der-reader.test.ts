/** One spelling for each value, and nothing read beyond what holds it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DerReader, readOnly, TAG } from './der-reader.ts';
import {
  namedBits,
  readEnumerated,
  readExtensions,
  readInteger,
  readObjectIdentifier,
  readOctetBits,
  readTime,
} from './der-values.ts';
import { der, derObjectIdentifier } from './der-writer.ts';

const fromHex = (digits: string): Buffer => Buffer.from(digits.replaceAll(' ', ''), 'hex');
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const over = (digits: string): DerReader => new DerReader(fromHex(digits));

describe('readOnly', () => {
  it.each([
    ['empty', '0400', 0],
    ['short', '0403 010203', 3],
    ['127 octets', `047f ${'00'.repeat(127)}`, 127],
    ['128 octets', `048180 ${'00'.repeat(128)}`, 128],
    ['256 octets', `04820100 ${'00'.repeat(256)}`, 256],
  ])('reads %s', (_name, digits, length) => {
    expect(readOnly(fromHex(digits), TAG.octetString).rest).toHaveLength(length);
  });

  it.each([
    ['nothing', ''],
    ['no length', '04'],
    ['no end of its length', '0482 01'],
    ['less than it says', '0402 00'],
    ['something behind it', '0400 00'],
    ['another tag', '0500'],
    ['an indefinite length', '0480 0000'],
    ['a length in more octets than needed', '048101 00'],
    ['a length with a zero before it', `04820080 ${'00'.repeat(128)}`],
    ['a length of five octets', '04850000000001 00'],
  ])('refuses %s', (_name, digits) => {
    expect(() => readOnly(fromHex(digits), TAG.octetString)).toThrow(SyntaxError);
  });

  it('refuses an element that reaches beyond what holds it', () => {
    const outer = over('3003 0402 0000 0000');
    const inner = outer.read(TAG.sequence);
    expect(() => inner.read(TAG.octetString)).toThrow(SyntaxError);
  });

  it('gives back whatever was written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70_000 }), (contents) => {
        expect(toHex(readOnly(der(0x04, contents), TAG.octetString).rest)).toBe(toHex(contents));
      }),
      { numRuns: 50 },
    );
  });
});

describe('readInteger', () => {
  it.each(['00', '7f', '0080', '80', 'ff7f', '0a0b0c0d'])('%s', (digits) => {
    expect(toHex(readInteger(new DerReader(der(0x02, fromHex(digits)))))).toBe(digits);
  });
  it.each(['', '0000', '007f', 'ff80', 'ffff', '000a0b0c0d'])('not "%s"', (digits) => {
    expect(() => readInteger(new DerReader(der(0x02, fromHex(digits))))).toThrow(SyntaxError);
  });
});

describe('readObjectIdentifier', () => {
  it.each(['2.5.29.20', '1.2.840.113549.1.1.11', '1.3.6.1.5.5.7.48.1.1', '0.9.2342', '2.999.1'])(
    '%s',
    (dotted) => {
      expect(readObjectIdentifier(new DerReader(derObjectIdentifier(dotted)))).toBe(dotted);
    },
  );
  it.each(['0600', '0601 80', '0602 2a86'])('not %s', (digits) => {
    expect(() => readObjectIdentifier(over(digits))).toThrow(SyntaxError);
  });
});

const time = (tag: number, text: string): DerReader => new DerReader(der(tag, Buffer.from(text)));

describe('readTime', () => {
  it.each([
    [TAG.utcTime, '260601120000Z', '2026-06-01T12:00:00.000Z'],
    [TAG.utcTime, '491231235959Z', '2049-12-31T23:59:59.000Z'],
    [TAG.utcTime, '500101000000Z', '1950-01-01T00:00:00.000Z'],
    [TAG.generalizedTime, '20500101000000Z', '2050-01-01T00:00:00.000Z'],
    [TAG.generalizedTime, '20280229000000Z', '2028-02-29T00:00:00.000Z'],
  ])('%i %s', (tag, text, iso) => {
    expect(readTime(time(tag, text)).toISOString()).toBe(iso);
  });

  it.each([
    [TAG.utcTime, '2606011200Z'],
    [TAG.utcTime, '260601120000+0900'],
    [TAG.utcTime, '260601120000'],
    [TAG.utcTime, '261301120000Z'],
    [TAG.utcTime, '260631120000Z'],
    [TAG.utcTime, '260601240000Z'],
    [TAG.utcTime, '20260601120000Z'],
    [TAG.generalizedTime, '260601120000Z'],
    [TAG.generalizedTime, '20260601120000.5Z'],
    [TAG.generalizedTime, '20260229000000Z'],
    [TAG.octetString, '20260601120000Z'],
    [TAG.utcTime, ''],
  ])('not %i %s', (tag, text) => {
    expect(() => readTime(time(tag, text))).toThrow(SyntaxError);
  });
});

it.each([
  ['an ENUMERATED of two octets', () => readEnumerated(over('0a020001'))],
  ['an ENUMERATED of none', () => readEnumerated(over('0a00'))],
  ['a bit string of half an octet', () => readOctetBits(over('030204f0'))],
  ['a bit string of nothing at all', () => readOctetBits(over('0300'))],
  ['an extension with something behind its value', () => readExtensions(over('3009 06032a0304 0400 0500'))],
])('refuses %s', (_name, read) => {
  expect(read).toThrow(SyntaxError);
});

it('names the bits of a key usage by their numbers', () => {
  expect(namedBits(undefined)).toBeUndefined();
  expect(namedBits({ critical: true, value: fromHex('03020106') })).toEqual([5, 6]);
  expect(namedBits({ critical: true, value: fromHex('0303070080') })).toEqual([8]);
});
