import { classifyField } from '../form-filler/classify-field.ts';
import type { FieldDescription } from '../form-filler/field-description.ts';

/** Whether any of the fields asks for something that the card has. */
export function canFillAnything(fields: readonly FieldDescription[]): boolean {
  return fields.some((field) => {
    const kind = classifyField(field);
    return kind !== undefined && kind !== 'individual-number';
  });
}
