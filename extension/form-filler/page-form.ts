import type { FieldDescription } from './field-description.ts';
import { describe, findFields, type FoundField, isOpenToPerson } from './find-fields.ts';
import type { FieldWrite, FillOutcome, FormDescription } from './form-protocol.ts';
import { hasValue, writeField } from './write-field.ts';

declare global {
  /** In the extension's own world of a page, once the person has asked for it. */
  var kazasuForm: PageForm | undefined;
}

/** The form of one document, from the look at it to the writing into it. It ends with the document. */
export class PageForm {
  readonly #document: Document;
  #look = '';
  #fields: readonly FoundField[] = [];

  constructor(document: Document) {
    this.#document = document;
  }

  /**
   * Looks at the document; what was described before is forgotten.
   * @param look made up by who asks, and asked for again when something is written
   */
  describe(look: string): FormDescription {
    this.#look = look;
    this.#fields = findFields(this.#document);
    return {
      origin: location.origin,
      fields: this.#fields.map(({ description }) => description),
    };
  }

  /** Whether this is the look at the document that was taken last. */
  isLatest(look: string): boolean {
    return look === this.#look;
  }

  /**
   * Writes what the person has seen in the preview, field by field. A field that has gone, is hidden by now, or asks for
   * something else than when it was described is left alone.
   */
  async fill(look: string, writes: readonly FieldWrite[]): Promise<FillOutcome> {
    if (!this.isLatest(look)) return null;
    const written = [];
    for (const { field, value } of writes) {
      const found = this.#fields[field];
      const control = found && isAsDescribed(found) ? writeField(found.controls, value) : undefined;
      written.push({ control, value });
      // A framework takes over what was written, and may draw the next fields anew, before they are touched.
      await nextTask();
    }
    return written.map(({ control, value }) => control?.isConnected === true && hasValue(control, value));
  }
}

/** What a select offers may have changed with an answer given before: the option is looked for when it is written. */
function isAsDescribed({ controls, description }: FoundField): boolean {
  if (!controls.some((control) => control.isConnected && isOpenToPerson(control))) return false;
  const now = describe(controls);
  return MEANING.every((part) => now[part] === description[part]);
}

const MEANING = [
  'control',
  'autocomplete',
  'label',
  'group',
  'placeholder',
  'names',
] as const satisfies (keyof FieldDescription)[];

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
