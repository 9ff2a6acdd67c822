import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { concatBytes, equalBytes, fromHex, fromUtf8, toHex, toUtf8 } from './bytes.ts';

const bytes = fc.uint8Array({ maxLength: 64 }).map((array) => Uint8Array.from(array));

it('hexadecimal reads back what it wrote, in either case and with spaces', () => {
  fc.assert(
    fc.property(bytes, (input) => {
      const hex = toHex(input);
      expect(hex).toBe(Buffer.from(input).toString('hex').toUpperCase());
      expect(fromHex(hex.toLowerCase())).toEqual(input);
      expect(fromHex(hex.replaceAll(/../gu, '$& '))).toEqual(input);
    }),
  );
});

it.each(['0', '0g', '0x00', '00\n'])('%j is not hexadecimal', (text) => {
  expect(() => fromHex(text)).toThrow(SyntaxError);
});

it('concatenates in order', () => {
  expect(concatBytes(fromHex('01'), fromHex(''), fromHex('02 03'))).toEqual(fromHex('010203'));
});

it.each([
  { left: '0102', right: '0102', equal: true },
  { left: '0102', right: '0103', equal: false },
  { left: '0102', right: '010200', equal: false },
  { left: '', right: '', equal: true },
])('$left = $right: $equal', ({ left, right, equal }) => {
  expect(equalBytes(fromHex(left), fromHex(right))).toBe(equal);
});

it('reads only well-formed UTF-8, and keeps a byte order mark', () => {
  expect(fromUtf8(toUtf8('山田 太郎'))).toBe('山田 太郎');
  expect(fromUtf8(fromHex('EF BB BF 41'))).toBe('\uFEFFA');
  expect(() => fromUtf8(fromHex('C0 80'))).toThrow(TypeError);
});
