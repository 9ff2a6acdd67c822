/** For tests: a field of which only what matters is said. */
import type { FieldDescription } from './field-description.ts';

export function aField(more: Partial<FieldDescription>): FieldDescription {
  return {
    control: 'text',
    autocomplete: '',
    label: '',
    group: '',
    unit: '',
    placeholder: '',
    names: '',
    maxLength: null,
    options: [],
    ...more,
  };
}

export function aSelect(texts: readonly string[], more: Partial<FieldDescription> = {}): FieldDescription {
  return aField({ control: 'select', options: texts.map((text) => ({ text, value: text })), ...more });
}

export function numbers(from: number, to: number, unit = ''): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `${from + index}${unit}`);
}
