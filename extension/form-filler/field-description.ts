/** A form field as a reader of the page sees it: all that decides what it asks for, and nothing that the person typed. */

export interface FieldDescription {
  readonly control: 'text' | 'date' | 'select' | 'radio';
  /** The `autocomplete` attribute, lower case (HTML, "Autofill"). */
  readonly autocomplete: string;
  /** What the page calls it: label, aria-label, or what stands before it in a table or list. */
  readonly label: string;
  /** What the page calls the group that it is in: a legend, or the label of a row. */
  readonly group: string;
  /** Text right behind it, such as 年 behind a year. */
  readonly unit: string;
  readonly placeholder: string;
  /** `name` and `id`. */
  readonly names: string;
  /** The most characters that it takes. */
  readonly maxLength: number | null;
  /** Of a select or a group of radio buttons, in their order. */
  readonly options: readonly FieldOption[];
}

export interface FieldOption {
  readonly text: string;
  readonly value: string;
}
