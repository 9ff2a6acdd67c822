/** Which field gets what, before anything is written: the person looks at this first. */
import type { AttributeValues } from '../../shared/attributes.ts';
import type { Attribute } from '../../shared/jpki.ts';
import { classifyField, type FieldKind } from './classify-field.ts';
import type { FieldDescription } from './field-description.ts';
import { fieldValue } from './field-value.ts';

export type PlannedField =
  | {
      readonly field: number;
      readonly kind: FieldKind;
      readonly label: string;
      /** What will be written, or the number of the option that will be chosen. */
      readonly value: string | number;
      /** As the page will show it. */
      readonly shown: string;
      /** The browser shows it in its own way: what is written is ISO 8601. */
      readonly isNativeDate: boolean;
    }
  /** A field that was understood and is left alone. */
  | {
      readonly field: number;
      readonly kind: FieldKind;
      readonly label: string;
      readonly leftBecause: 'individual-number' | 'nothing-fits';
    };

/** @param fields in the order of the page. @returns those of them that ask for something that was given or must not be */
export function planForm(fields: readonly FieldDescription[], values: AttributeValues): PlannedField[] {
  const known = fields.flatMap((field, index) => {
    const kind = classifyField(field);
    return kind === undefined ? [] : [{ field, index, kind }];
  });
  const form = { kinds: new Set(known.map(({ kind }) => kind)) };
  const asked = known.filter(({ kind }) => {
    const attribute = ATTRIBUTE_OF[kind];
    return attribute === undefined || values[attribute] !== undefined;
  });
  return asked.map(({ field, index, kind }) => {
    const about = { field: index, kind, label: field.label || field.group || field.placeholder };
    if (kind === 'individual-number') return { ...about, leftBecause: 'individual-number' };
    const value = fieldValue(kind, field, values, form);
    if (value === undefined) return { ...about, leftBecause: 'nothing-fits' };
    const shown = typeof value === 'number' ? (field.options[value]?.text ?? '') : value;
    return { ...about, value, shown, isNativeDate: kind === 'birth-date' && field.control === 'date' };
  });
}

/** Which attribute a field asks for. */
export const ATTRIBUTE_OF: Readonly<Record<FieldKind, Attribute | undefined>> = {
  name: 'name',
  'family-name': 'name',
  'given-name': 'name',
  address: 'address',
  prefecture: 'address',
  city: 'address',
  street: 'address',
  'birth-date': 'birthDate',
  'birth-era': 'birthDate',
  'birth-year': 'birthDate',
  'birth-month': 'birthDate',
  'birth-day': 'birthDate',
  sex: 'sex',
  'individual-number': undefined,
};
