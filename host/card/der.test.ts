import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../shared/bytes.ts';
import { derObjectLength } from './der.ts';

/** Definite length in its shortest form, X.690 section 10.1. */
function encodeLength(length: number): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

describe('derObjectLength', () => {
  it('reads back every length up to 64 KiB', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff }), fc.uint8Array({ maxLength: 8 }), (length, value) => {
        const header = [0x30, ...encodeLength(length)];
        expect(derObjectLength(Uint8Array.of(...header, ...value))).toBe(header.length + length);
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['a tag alone', '30'],
    ['a cut length of one byte', '3081'],
    ['a cut length of two bytes', '308206'],
    ['an indefinite length', '3080'],
    ['a long form for a short length', '30817F'],
    ['a leading zero in the length', '308200FF'],
    ['a length of three bytes', '3083010000'],
    ['a reserved length', '30FF'],
  ])('refuses %s', (_, hex) => {
    expect(derObjectLength(fromHex(hex))).toBeUndefined();
  });

  it('takes any bytes without failing, and never finds an object shorter than its header', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 8 }), (bytes) => {
        const length = derObjectLength(bytes);
        expect(length ?? 2).toBeGreaterThanOrEqual(2);
      }),
    );
  });
});
