/**
 * Popup ↔ page, by `scripting.executeScript`. Both are the extension's, but one of them runs in the process of a page
 * that may be hostile: what comes from there is parsed.
 */
import * as v from 'valibot';
import type { FieldDescription, FieldOption } from './field-description.ts';
import { MAX_FIELDS, MAX_OPTIONS, MAX_TEXT } from './form-bounds.ts';

const text = v.pipe(v.string(), v.maxLength(MAX_TEXT));

const fieldOptionSchema = v.strictObject({ text, value: text }) satisfies v.GenericSchema<FieldOption>;

const fieldDescriptionSchema = v.strictObject({
  control: v.picklist(['text', 'date', 'select', 'radio']),
  autocomplete: text,
  label: text,
  group: text,
  unit: text,
  placeholder: text,
  names: text,
  maxLength: v.nullable(v.number()),
  options: v.pipe(v.array(fieldOptionSchema), v.maxLength(MAX_OPTIONS)),
}) satisfies v.GenericSchema<FieldDescription>;

/** What a document shows of its form. */
export interface FormDescription {
  /** Of the document, serialised by the browser. */
  readonly origin: string;
  readonly fields: readonly FieldDescription[];
}

export const formDescriptionSchema = v.strictObject({
  origin: v.pipe(v.string(), v.maxLength(2048)),
  fields: v.pipe(v.array(fieldDescriptionSchema), v.maxLength(MAX_FIELDS)),
}) satisfies v.GenericSchema<FormDescription>;

/** What goes into one field. */
export interface FieldWrite {
  /** Its place in the description. */
  readonly field: number;
  /** A text, or the option to choose, as it was described. */
  readonly value: string | FieldOption;
}

/** For each write whether the field has it now; null when the document is not the one that was described. */
export const fillOutcomeSchema = v.nullable(v.pipe(v.array(v.boolean()), v.maxLength(MAX_FIELDS)));
export type FillOutcome = v.InferOutput<typeof fillOutcomeSchema>;
