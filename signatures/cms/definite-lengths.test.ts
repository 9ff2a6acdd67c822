/** What is in BER becomes DER; what has definite lengths is left as it stands. */
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../shared/bytes.ts';
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
    ['more levels than any CMS has', `${'3080'.repeat(13)}${'0000'.repeat(13)}`],
  ])('refuses %s', (_name, ber) => {
    expect(() => converted(ber)).toThrow(SyntaxError);
  });
});
