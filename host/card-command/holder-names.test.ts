import { Constructed, ObjectIdentifier, OctetString, Utf8String } from 'asn1js';
import { GeneralName } from 'pkijs';
import { describe, expect, it } from 'vitest';
import { holderOf } from './holder-names.ts';

const ARC = '1.2.392.200149.8.5.5';

function otherName(arc: number, text: string): GeneralName {
  const value = [
    new ObjectIdentifier({ value: `${ARC}.${arc}` }),
    new Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [new Utf8String({ value: text })] }),
  ];
  return new GeneralName({
    type: 0,
    value: new Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value }),
  });
}

const NAMES = [
  otherName(1, '山田　太郎'),
  otherName(4, '319800102'),
  otherName(3, '1'),
  otherName(5, '架空県見本市試験町一丁目２番３号'),
  otherName(2, '00000'),
  otherName(6, '0'),
];
const TARO = {
  name: '山田　太郎',
  address: '架空県見本市試験町一丁目２番３号',
  birthDate: '1980-01-02',
  sex: 'male',
};

describe('the holder by the names of the signature certificate', () => {
  it.each([
    ['in their order', NAMES],
    ['in another one', NAMES.toReversed()],
    ['among others', [new GeneralName({ type: 2, value: 'example.jp' }), ...NAMES]],
  ])('%s', (_, names) => {
    expect(holderOf(names)).toEqual(TARO);
  });

  it.each([
    ['319800102', '1980-01-02'],
    ['520240229', '2024-02-29'],
    ['520230229', undefined],
    ['319800000', undefined],
    ['619800102', undefined],
    ['19800102', undefined],
    ['', undefined],
  ])('born %j: %s', (text, birthDate) => {
    expect(holderOf([otherName(4, text)]).birthDate).toBe(birthDate);
  });

  it.each([
    ['1', 'male'],
    ['2', 'female'],
    ['9', 'not-applicable'],
    ['0', 'unknown'],
    ['3', 'unknown'],
    ['', 'unknown'],
  ])('sex %j: %s', (code, sex) => {
    expect(holderOf([otherName(3, code)]).sex).toBe(sex);
  });

  it.each([
    ['nothing', []],
    ['an other name without parts', [new GeneralName({ type: 0, value: new OctetString() })]],
    [
      'one without a text',
      [
        new GeneralName({
          type: 0,
          value: new Constructed({ value: [new OctetString(), new OctetString()] }),
        }),
      ],
    ],
  ])('%s says nothing', (_, names) => {
    expect(holderOf(names)).toEqual({});
  });
});
