/** The fields of a form, and their places on pages, found from where they are referred to. */
import type { FormField } from '../pdf/form-fields.ts';
import { type PdfDictionary, type PdfObject, PdfReference } from '../pdf/pdf-object.ts';

export class FieldIndex {
  readonly #byNumber = new Map<number, FormField>();
  readonly #byDictionary = new Map<PdfDictionary, FormField>();

  constructor(fields: readonly FormField[]) {
    for (const field of fields) {
      if (field.reference) this.#byNumber.set(field.reference.number, field);
      this.#byDictionary.set(field.dictionary, field);
    }
  }

  /** Undefined for what refers to no field of the form. */
  at(value: PdfObject): FormField | undefined {
    if (!(value instanceof PdfReference)) return undefined;
    const field = this.#byNumber.get(value.number);
    return field?.reference?.generation === value.generation ? field : undefined;
  }

  /** Undefined for what is no field of the form. */
  of(dictionary: PdfDictionary): FormField | undefined {
    return this.#byDictionary.get(dictionary);
  }
}
