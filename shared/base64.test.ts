import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from './base64.ts';

const bytes = fc.uint8Array({ maxLength: 64 }).map((array) => Uint8Array.from(array));

describe.each([
  { name: 'base64', encode: toBase64, decode: fromBase64, node: 'base64' as const },
  { name: 'base64url', encode: toBase64Url, decode: fromBase64Url, node: 'base64url' as const },
])('$name', ({ encode, decode, node }) => {
  it('agrees with Node.js and reads back what it wrote', () => {
    fc.assert(
      fc.property(bytes, (input) => {
        expect(encode(input)).toBe(Buffer.from(input).toString(node));
        expect(decode(encode(input))).toEqual(input);
      }),
    );
  });

  it.each([8191, 8192, 8193, 100_000])('is the same for %i bytes', (length) => {
    const input = Uint8Array.from({ length }, (_, index) => (index * 31) % 251);
    expect(encode(input)).toBe(Buffer.from(input).toString(node));
    expect(decode(encode(input))).toEqual(input);
  });

  it('reads a document of many megabytes', () => {
    expect(decode('QUJD'.repeat(2_500_000))).toHaveLength(7_500_000);
  });

  it('accepts no second spelling of any byte string', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        let decoded: Uint8Array;
        try {
          decoded = decode(text);
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
          return;
        }
        expect(encode(decoded)).toBe(text);
      }),
    );
  });
});

describe('strictness', () => {
  it.each(['AA', 'AA=', 'AA ==', 'AB==', 'AAA', 'A===', '====', 'AA==\n', 'A-==', 'あ==='])(
    'base64 refuses %j',
    (text) => {
      expect(() => fromBase64(text)).toThrow(SyntaxError);
    },
  );

  it.each(['AA==', 'A', 'AB', 'AA+A', 'AA/A', 'AA A', 'AA\n'])('base64url refuses %j', (text) => {
    expect(() => fromBase64Url(text)).toThrow(SyntaxError);
  });
});
