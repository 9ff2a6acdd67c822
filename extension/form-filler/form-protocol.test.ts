import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { aField, aSelect, numbers } from './fields.fixture.ts';
import { MAX_FIELDS, MAX_OPTIONS, MAX_TEXT } from './form-bounds.ts';
import { fillOutcomeSchema, formDescriptionSchema } from './form-protocol.ts';

const FORM = { origin: 'https://example.com', fields: [aField({ label: '氏名' })] };
const accepts = (value: unknown): boolean => v.is(formDescriptionSchema, value);

describe('what a page says of its form', () => {
  it('is taken as find-fields.ts writes it', () => {
    expect(accepts(FORM)).toBe(true);
    expect(accepts({ ...FORM, fields: [aSelect(numbers(1, MAX_OPTIONS))] })).toBe(true);
  });

  it.each<[string, unknown]>([
    ['no object', undefined],
    ['more fields than are looked at', { ...FORM, fields: Array(MAX_FIELDS + 1).fill(FORM.fields[0]) }],
    ['a giant label', { ...FORM, fields: [aField({ label: 'あ'.repeat(MAX_TEXT + 1) })] }],
    ['endless options', { ...FORM, fields: [aSelect(numbers(1, MAX_OPTIONS + 1))] }],
    ['a control of another kind', { ...FORM, fields: [{ ...aField({}), control: 'password' }] }],
    ['what a person typed', { ...FORM, fields: [{ ...aField({}), value: '山田' }] }],
    ['markup in place of a text', { ...FORM, fields: [{ ...aField({}), label: { toString: '' } }] }],
  ])('is refused with %s', (_what, form) => {
    expect(accepts(form)).toBe(false);
  });
});

describe('what became of the writing', () => {
  it.each<[unknown, boolean]>([
    [null, true],
    [[true, false], true],
    [[1], false],
    [undefined, false],
    [Array(MAX_FIELDS + 1).fill(true), false],
  ])('%#', (outcome, taken) => {
    expect(v.is(fillOutcomeSchema, outcome)).toBe(taken);
  });
});
