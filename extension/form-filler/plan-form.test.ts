import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttributeValues } from '../../shared/attributes.ts';
import type { FieldDescription } from './field-description.ts';
import { aField, aSelect, numbers } from './fields.fixture.ts';
import { planForm } from './plan-form.ts';

const TARO: AttributeValues = {
  name: '山田　太郎',
  address: '架空県見本市試験町一丁目２番３号',
  birthDate: '1980-01-02',
  sex: 'male',
};

const shown = (fields: readonly FieldDescription[], values = TARO): unknown[] =>
  planForm(fields, values).map((planned) => ('shown' in planned ? planned.shown : planned.leftBecause));

describe('planForm', () => {
  it.each<[string, FieldDescription[], unknown[]]>([
    [
      'one field for each',
      [
        aField({ label: '氏名' }),
        aField({ label: '住所' }),
        aField({ control: 'date', label: '生年月日' }),
        aField({ label: '性別' }),
      ],
      ['山田　太郎', '架空県見本市試験町一丁目２番３号', '1980-01-02', '男性'],
    ],
    ['the parts of the name', [aField({ label: '姓' }), aField({ label: '名' })], ['山田', '太郎']],
    [
      'the parts of the address',
      [aField({ label: '都道府県' }), aField({ label: '市区町村' }), aField({ label: '番地' })],
      ['架空県', '見本市', '試験町一丁目２番３号'],
    ],
    [
      '住所 as what follows 都道府県',
      [aSelect(['選択', '空想県', '架空県'], { label: '都道府県' }), aField({ label: '住所' })],
      ['架空県', '見本市試験町一丁目２番３号'],
    ],
    ['prefectures without their ending', [aSelect(['空想', '架空'], { label: '都道府県' })], ['架空']],
    [
      'a prefecture that is not offered',
      [aSelect(['東京都', '大阪府'], { label: '都道府県' })],
      ['nothing-fits'],
    ],
    [
      'a birth date in selects',
      [
        aSelect(['', ...numbers(1930, 2020, '年')], { group: '生年月日' }),
        aSelect(['', ...numbers(1, 12, '月')], { group: '生年月日' }),
        aSelect(['', ...numbers(1, 31, '日')], { group: '生年月日' }),
      ],
      ['1980年', '1月', '2日'],
    ],
    [
      'a birth date by era',
      [
        aSelect(['明治', '大正', '昭和', '平成', '令和'], { group: '生年月日' }),
        aField({ group: '生年月日', unit: '年', maxLength: 2 }),
        aField({ group: '生年月日', unit: '月', maxLength: 2 }),
        aField({ group: '生年月日', unit: '日' }),
      ],
      ['昭和', '55', '01', '2'],
    ],
    [
      'years that name both calendars',
      [
        aSelect(
          numbers(1926, 1988).map((year, index) => `${year}年（昭和${index + 1}年）`),
          { group: '生年月日' },
        ),
      ],
      ['1980年（昭和55年）'],
    ],
    [
      'years of an era',
      [
        aSelect(
          numbers(1, 64).map((year) => `昭和${year}年`),
          { group: '生年月日' },
        ),
      ],
      ['昭和55年'],
    ],
    ['a written date', [aField({ label: '生年月日', placeholder: '1990/01/01' })], ['1980/01/02']],
    [
      'a written date with hyphens',
      [aField({ label: '生年月日', placeholder: 'YYYY-MM-DD' })],
      ['1980-01-02'],
    ],
    ['a date in Japanese', [aField({ label: '生年月日', placeholder: '1990年1月1日' })], ['1980年1月2日']],
    ['eight digits', [aField({ label: '生年月日', maxLength: 8 })], ['19800102']],
    [
      'sex as radio buttons',
      [aSelect(['女性', '男性', '回答しない'], { control: 'radio', label: '性別' })],
      ['男性'],
    ],
    ['sex by letters', [aSelect(['F', 'M'], { control: 'radio', label: '性別' })], ['M']],
    ['a field that is too short', [aField({ label: '住所', maxLength: 5 })], ['nothing-fits']],
    [
      'the individual number, which is left alone',
      [aField({ label: 'マイナンバー' }), aField({ names: 'kojinBango' })],
      ['individual-number', 'individual-number'],
    ],
    ['what is none of its business', [aField({ label: 'ご意見' }), aField({ label: 'メール' })], []],
  ])('%s', (_, fields, expected) => {
    expect(shown(fields)).toEqual(expected);
  });

  it.each([
    ['2019-04-30', '平成', '31'],
    ['2019-05-01', '令和', '1'],
    ['1989-01-07', '昭和', '64'],
    ['1989-01-08', '平成', '1'],
    ['1926-12-24', '大正', '15'],
    ['1912-07-29', '明治', '45'],
  ])('%s is %s %s', (birthDate, era, year) => {
    const fields = [
      aSelect(['明治', '大正', '昭和', '平成', '令和'], { group: '生年月日' }),
      aField({ group: '生年月日', unit: '年' }),
    ];
    expect(shown(fields, { birthDate })).toEqual([era, year]);
  });

  it('leaves out what was not given', () => {
    const fields = [
      aField({ label: '氏名' }),
      aField({ label: '住所' }),
      aField({ label: '性別' }),
      aField({ label: '生年月日' }),
    ];
    expect(shown(fields, { name: '山田　太郎' })).toEqual(['山田　太郎']);
  });

  it('never plans a value for the individual number, whatever the page calls things', () => {
    const text = fc.constantFrom(
      '',
      '氏名',
      'マイナンバー',
      '個人番号',
      'my number',
      'name',
      '住所',
      '生年月日',
    );
    fc.assert(
      fc.property(
        text,
        text,
        text,
        text,
        fc.constantFrom('', 'name', 'bday'),
        (label, group, names, placeholder, autocomplete) => {
          const [planned] = planForm([aField({ label, group, names, placeholder, autocomplete })], TARO);
          const asksForIt = /マイナンバー|個人番号|my number/u.test(
            [label, group, names, placeholder].join('|'),
          );
          if (asksForIt) expect(planned).toMatchObject({ leftBecause: 'individual-number' });
        },
      ),
    );
  });
});
