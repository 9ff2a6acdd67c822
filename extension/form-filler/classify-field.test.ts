import { describe, expect, it } from 'vitest';
import { classifyField } from './classify-field.ts';
import { aField, aSelect, numbers } from './fields.fixture.ts';

describe('classifyField', () => {
  it.each([
    ['name', 'name'],
    ['section-a shipping family-name', 'family-name'],
    ['given-name', 'given-name'],
    ['street-address', 'address'],
    ['billing address-level1', 'prefecture'],
    ['address-level2', 'city'],
    ['address-line1', 'street'],
    ['bday', 'birth-date'],
    ['bday-year', 'birth-year'],
    ['sex', 'sex'],
    ['email', undefined],
    ['postal-code', undefined],
    ['address-line2', undefined],
    ['one-time-code', undefined],
    ['username', undefined],
  ])('autocomplete %s', (autocomplete, kind) => {
    // The words would say otherwise: the standard token outweighs them.
    expect(classifyField(aField({ autocomplete, label: '都道府県' }))).toBe(kind);
  });

  it.each([
    ['氏名', 'name'],
    ['お名前', 'name'],
    ['お名前（漢字）', 'name'],
    ['Full name', 'name'],
    ['姓', 'family-name'],
    ['名', 'given-name'],
    ['氏名（姓）', 'name'],
    ['Last name', 'family-name'],
    ['住所', 'address'],
    ['ご住所', 'address'],
    ['都道府県', 'prefecture'],
    ['市区町村', 'city'],
    ['番地', 'street'],
    ['町名・番地', 'street'],
    ['Street address', 'street'],
    ['性別', 'sex'],
    ['生年月日', 'birth-date'],
    ['Date of birth', 'birth-date'],
    ['マイナンバー', 'individual-number'],
    ['個人番号（12桁）', 'individual-number'],
    ['My Number', 'individual-number'],
    ['マイナンバーカードの氏名', 'name'],
    ['氏名（フリガナ）', undefined],
    ['お名前（カナ）', undefined],
    ['郵便番号', undefined],
    ['メールアドレス', undefined],
    ['Email address', undefined],
    ['電話番号', undefined],
    ['会社名', undefined],
    ['建物名・部屋番号', undefined],
    ['ユーザー名', undefined],
    ['ニックネーム', undefined],
    ['口座名義', undefined],
    ['IP address', undefined],
    ['ご質問', undefined],
  ])('label %s', (label, kind) => {
    expect(classifyField(aField({ label }))).toBe(kind);
  });

  it.each([
    ['lastName', 'family-name'],
    ['first_name', 'given-name'],
    ['sei', 'family-name'],
    ['mei', 'given-name'],
    ['userName', undefined],
    ['address1', 'street'],
    ['addr2', undefined],
    ['pref', 'prefecture'],
    ['birth_year', 'birth-year'],
    ['birthMonth', 'birth-month'],
    ['birthday', 'birth-date'],
    ['birthday_d', 'birth-day'],
    ['dob', 'birth-date'],
    ['kojinBango', 'individual-number'],
    ['mynumber', 'individual-number'],
    ['lastNameKana', undefined],
  ])('name %s', (names, kind) => {
    expect(classifyField(aField({ names }))).toBe(kind);
  });

  it.each([
    aField({ label: '配偶者のお名前' }),
    aField({ label: 'お名前', group: '緊急連絡先' }),
    aField({ label: '氏名', names: 'haigusha_shimei' }),
    aField({ label: 'Emergency contact: name' }),
    aField({ label: 'お子様の生年月日', control: 'date' }),
    aField({ label: '母の氏名', autocomplete: 'name' }),
  ])('$label $group $names is somebody else’s', (field) => {
    expect(classifyField(field)).toBeUndefined();
  });

  it('asks the label before the group that the field is in', () => {
    expect(classifyField(aField({ label: '姓', group: 'お名前' }))).toBe('family-name');
    expect(classifyField(aField({ label: '電話番号', group: 'ご住所' }))).toBeUndefined();
    expect(classifyField(aField({ group: 'お名前' }))).toBe('name');
  });

  it.each([
    ['years', aSelect(['選択', ...numbers(1930, 2020)], { group: '生年月日' }), 'birth-year'],
    [
      'years of eras',
      aSelect(['', ...numbers(1, 64).map((year) => `昭和${year}年`)], { group: '生年月日' }),
      'birth-year',
    ],
    ['months', aSelect(['--', ...numbers(1, 12, '月')], { group: '生年月日' }), 'birth-month'],
    ['days', aSelect(['', ...numbers(1, 31)], { group: '生年月日' }), 'birth-day'],
    ['eras', aSelect(['明治', '大正', '昭和', '平成', '令和'], { group: '生年月日' }), 'birth-era'],
    ['a unit behind the field', aField({ group: '生年月日', unit: '月' }), 'birth-month'],
    ['its own label', aField({ group: '生年月日', label: '年' }), 'birth-year'],
    ['a date input', aField({ control: 'date', label: '生年月日' }), 'birth-date'],
  ] as const)('a part of the birth date: %s', (_, field, kind) => {
    expect(classifyField(field)).toBe(kind);
  });

  it('takes no date that is not a birth date', () => {
    expect(classifyField(aField({ control: 'date', label: '予約日' }))).toBeUndefined();
    expect(classifyField(aSelect(numbers(1, 12), { group: '有効期限' }))).toBeUndefined();
  });
});
