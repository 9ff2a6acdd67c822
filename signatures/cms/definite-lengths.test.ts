/** What is in BER becomes DER; what has definite lengths is left as it stands. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../shared/bytes.ts';
import { TAG } from '../der/der-reader.ts';
import { der } from '../der/der-writer.ts';
import { firstElement } from './definite-lengths.ts';

const converted = (hex: string): readonly string[] => {
  const { element, rest } = firstElement(fromHex(hex));
  return [toHex(element), toHex(rest)];
};

describe('firstElement', () => {
  it.each([
    ['a definite length', '3003020105', '3003020105', ''],
    ['what follows', '0500 000000', '0500', '000000'],
    ['an indefinite length', '3080 020105 0000', '3003020105', ''],
    ['nothing of an indefinite length', '3080 0000 0000', '3000', '0000'],
    ['one within the other', '3080 A080 020105 0000 0000', '3005A003020105', ''],
    ['an indefinite length that holds a definite one', '3080 3002 0500 0000', '300430020500', ''],
    ['a string in pieces', '2480 0402 0102 0401 03 0000', '0403010203', ''],
    ['a string in no pieces', '3080 2480 0000 0000', '30020400', ''],
    ['zeros that end nothing', '3080 0402 0000 0000', '300404020000', ''],
  ])('reads %s', (_name, ber, der, rest) => {
    expect(converted(ber)).toEqual([der, rest]);
  });

  it('leaves what is signed octet for octet, even where it is no DER', () => {
    // A length in more octets than needed, within an element of definite length.
    expect(converted('3080 3005 04 8102 0102 0000')[0]).toBe('3007300504810201 02'.replace(' ', ''));
  });

  it.each([
    ['nothing', ''],
    ['no length', '30'],
    ['no end', '3080 0500'],
    ['half an end', '3080 0500 00'],
    ['an indefinite length of a primitive', '0480 0000'],
    ['a string in pieces in pieces', '2480 2480 0000 0000'],
    ['a string in pieces of another type', '2480 0500 0000'],
    ['more pieces than any CMS has', `3080${'0500'.repeat(2 ** 20)}0000`],
    ['more levels than any CMS has', `${'3080'.repeat(13)}${'0000'.repeat(13)}`],
  ])('refuses %s', (_name, ber) => {
    expect(() => converted(ber)).toThrow(SyntaxError);
  });
});

/** One value, in both spellings. */
interface Spelt {
  readonly ber: Uint8Array;
  readonly der: Uint8Array;
}

const indefinite = (tag: number, parts: readonly Uint8Array[]): Uint8Array =>
  concatBytes(Uint8Array.of(tag, 0x80), ...parts, new Uint8Array(2));

const spelt = fc.letrec<{ value: Spelt }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 8 },
    fc.uint8Array({ maxLength: 200 }).map((octets) => {
      const string = der(TAG.octetString, octets);
      return { ber: string, der: string };
    }),
    fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 4 }).map((pieces) => ({
      ber: indefinite(
        0x24,
        pieces.map((piece) => der(TAG.octetString, piece)),
      ),
      der: der(TAG.octetString, ...pieces),
    })),
    fc
      .tuple(fc.constantFrom(0x30, 0x31, 0xa0), fc.array(tie('value'), { maxLength: 4 }))
      .map(([tag, values]) => ({
        ber: indefinite(
          tag,
          values.map((value) => value.ber),
        ),
        der: der(tag, ...values.map((value) => value.der)),
      })),
  ),
})).value;

it('makes of any value in indefinite lengths the same in definite ones', () => {
  fc.assert(
    fc.property(spelt, fc.uint8Array({ maxLength: 4 }), (value, after) => {
      const { element, rest } = firstElement(concatBytes(value.ber, after));
      expect(toHex(element)).toBe(toHex(value.der));
      expect(toHex(rest)).toBe(toHex(after));
    }),
  );
});
