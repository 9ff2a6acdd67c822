import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, fromHex, toUtf8 } from '../../shared/bytes.ts';
import { attributesFile, HOLDER, tlv } from '../testing/model-card.ts';
import { parseCardAttributes } from './card-attributes.ts';

const MALFORMED: unknown = expect.objectContaining({ code: 'card-malformed' });

describe('parseCardAttributes', () => {
  it('reads the four attributes', () => {
    expect(parseCardAttributes(attributesFile())).toEqual({
      name: HOLDER.name,
      address: HOLDER.address,
      birthDate: '1980-02-17',
      sex: 'male',
    });
  });

  it('goes by the tags, whatever the order, and needs no offsets', () => {
    const { name, address, birthDate, sex } = HOLDER;
    const value = concatBytes(
      tlv('DF25', toUtf8(sex)),
      tlv('DF24', toUtf8(birthDate)),
      tlv('DF2A', fromHex('00')),
      tlv('DF23', toUtf8(address)),
      tlv('DF22', toUtf8(name)),
    );
    expect(parseCardAttributes(tlv('FF20', value))).toEqual(parseCardAttributes(attributesFile()));
  });

  it.each([
    ['1', 'male'],
    ['2', 'female'],
    ['9', 'not-applicable'],
    ['0', 'unknown'],
    ['3', 'unknown'],
    ['', 'unknown'],
  ])('reads sex %j as %s', (sex, expected) => {
    expect(parseCardAttributes(attributesFile({ ...HOLDER, sex })).sex).toBe(expected);
  });

  it.each([
    ['20040229', '2004-02-29'],
    ['18991231', '1899-12-31'],
    ['20030229', undefined],
    ['20010631', undefined],
    ['00000000', undefined],
    ['19800200', undefined],
    ['198002', undefined],
    ['', undefined],
    ['1980021７', undefined],
    ['+1980217', undefined],
  ])('reads birth date %j as %s', (birthDate, expected) => {
    expect(parseCardAttributes(attributesFile({ ...HOLDER, birthDate })).birthDate).toBe(expected);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['another object', tlv('FF30', new Uint8Array())],
    ['no attributes', tlv('FF20', new Uint8Array())],
    ['a name that is not UTF-8', attributesFile().map((byte, index) => (index === 20 ? 0xff : byte))],
    ['no name', attributesFile({ ...HOLDER, name: '' })],
    ['a name without end', attributesFile({ ...HOLDER, name: '山'.repeat(513) })],
    ['a cut', attributesFile().subarray(0, -1)],
    ['something behind it', concatBytes(attributesFile(), fromHex('00'))],
  ])('refuses %s', (_, file) => {
    expect(() => parseCardAttributes(file)).toThrow(MALFORMED);
  });

  it('reads any text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (name) => {
        fc.pre(name.length <= 512);
        expect(parseCardAttributes(attributesFile({ ...HOLDER, name })).name).toBe(name);
      }),
    );
  });

  it('takes any bytes, or refuses them with its code', () => {
    const mutated = fc
      .tuple(fc.nat(attributesFile().length - 1), fc.nat(0xff))
      .map(([at, byte]) => attributesFile().map((old, index) => (index === at ? byte : old)));
    fc.assert(
      fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 100 })), (bytes) => {
        try {
          parseCardAttributes(bytes);
        } catch (error) {
          expect(error).toEqual(MALFORMED);
        }
      }),
    );
  });
});
