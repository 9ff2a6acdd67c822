import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../shared/bytes.ts';
import { tlv } from '../testing/model-card.ts';
import { parseTlvs, readTlvHeader } from './tlv.ts';

const MALFORMED: unknown = expect.objectContaining({ code: 'card-malformed' });
const tag = fc.constantFrom('30', '5A', 'DF21', 'DF22', 'FF20', '7F21');

describe('readTlvHeader', () => {
  it('reads back every tag and length up to 64 KiB', () => {
    fc.assert(
      fc.property(tag, fc.integer({ min: 0, max: 0xffff }), (name, length) => {
        const start = tlv(name, new Uint8Array(length)).subarray(0, 8);
        const header = readTlvHeader(start);
        expect(header).toMatchObject({ tag: Number.parseInt(name, 16), valueLength: length });
        expect(header?.headerLength).toBe(tlv(name, new Uint8Array(length)).length - length);
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['a tag alone', '30'],
    ['half a tag', 'FF'],
    ['a tag of three bytes', 'FF8120 00'],
    ['a long tag for a short number', 'FF1E 00'],
    ['a cut length of one byte', '3081'],
    ['a cut length of two bytes', '308206'],
    ['an indefinite length', '3080'],
    ['a long form for a short length', '30817F'],
    ['a leading zero in the length', '308200FF'],
    ['a length of three bytes', '3083010000'],
    ['a reserved length', '30FF'],
  ])('refuses %s', (_, hex) => {
    expect(readTlvHeader(fromHex(hex))).toBeUndefined();
  });

  it('takes any bytes without failing, and never finds a header longer than they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 8 }), (bytes) => {
        const header = readTlvHeader(bytes);
        expect(header?.headerLength ?? 0).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});

describe('parseTlvs', () => {
  it('reads back what was written', () => {
    const objects = fc.uniqueArray(fc.tuple(tag, fc.uint8Array({ maxLength: 300 })), {
      selector: ([name]) => name,
    });
    fc.assert(
      fc.property(objects, (written) => {
        const parsed = parseTlvs(concatBytes(...written.map(([name, value]) => tlv(name, value))));
        expect([...parsed].map(([number, value]) => [number, toHex(value)])).toEqual(
          written.map(([name, value]) => [Number.parseInt(name, 16), toHex(value)]),
        );
      }),
    );
  });

  it('refuses every cut of two objects but the one between them', () => {
    const first = tlv('DF22', fromHex('010203'));
    const both = concatBytes(first, tlv('DF23', fromHex('04')));
    for (let length = 1; length < both.length; length += 1) {
      const parse = () => parseTlvs(both.subarray(0, length));
      if (length === first.length) expect(parse().size).toBe(1);
      else expect(parse).toThrow(MALFORMED);
    }
  });

  it('refuses a tag that comes twice, which of the two would count is nowhere said', () => {
    expect(() => parseTlvs(fromHex('5A0101 5A0102'))).toThrow(MALFORMED);
  });

  it('refuses more objects than any template has', () => {
    const many = Uint8Array.from({ length: 17 }, (_, index) => index).reduce<number[]>(
      (bytes, index) => [...bytes, index, 0],
      [],
    );
    expect(() => parseTlvs(Uint8Array.from(many))).toThrow(MALFORMED);
  });

  it('takes any bytes, or refuses them with its code', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          parseTlvs(bytes);
        } catch (error) {
          expect(error).toEqual(MALFORMED);
        }
      }),
    );
  });
});
