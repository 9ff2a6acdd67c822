/**
 * The fields of a page that a person can see and fill in. Runs in the page, in the extension's own world, after the
 * person's click. What the page says is text of bounded length; what stands in the fields already is not looked at.
 */
import type { FieldDescription, FieldOption } from './field-description.ts';

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export interface FoundField {
  readonly description: FieldDescription;
  /** One control, or all the buttons of a radio group. */
  readonly controls: readonly Control[];
}

const MAX_FIELDS = 500;
const MAX_OPTIONS = 500;
const MAX_TEXT = 100;

/** Of the top document; what is in frames or in shadow trees is not found. */
export function findFields(document: Document): FoundField[] {
  const controls = [...document.querySelectorAll<Control>('input, select, textarea')].filter(isOpenToPerson);
  const groups = new Map<unknown, Control[]>();
  for (const control of controls) {
    // Radio buttons of one name in one form are one question.
    const key = isRadio(control) && control.name !== '' ? radioGroup(controls, control) : control;
    groups.set(key, [...(groups.get(key) ?? []), control]);
  }
  return [...groups.values()].slice(0, MAX_FIELDS).map(describe);
}

/** Types of input whose value is a text or a date that a person types. Not `password`, `email`, `search` or `file`. */
const TEXT_TYPES: readonly string[] = ['text', 'tel', 'number', 'date', 'radio'];

function isOpenToPerson(control: Control): boolean {
  if (control.disabled || !control.checkVisibility({ visibilityProperty: true })) return false;
  if (control instanceof HTMLSelectElement) return !control.multiple;
  if (control.readOnly) return false;
  return control instanceof HTMLTextAreaElement || TEXT_TYPES.includes(control.type);
}

function isRadio(control: Control): boolean {
  return control.type === 'radio';
}

/** The first button of the group stands for it. */
function radioGroup(controls: readonly Control[], { name, form }: Control): Control | undefined {
  return controls.find((other) => isRadio(other) && other.name === name && other.form === form);
}

function describe(controls: readonly Control[]): FoundField {
  const [control] = controls;
  if (control === undefined) throw new TypeError('a field without a control');
  const radio = isRadio(control);
  return {
    controls,
    description: {
      control: controlKind(control),
      autocomplete: control.autocomplete.toLowerCase(),
      label: radio ? '' : labelOf(control),
      group: groupOf(control),
      unit: radio
        ? ''
        : bounded(control.nextSibling?.nodeType === Node.TEXT_NODE ? control.nextSibling.textContent : ''),
      placeholder: bounded('placeholder' in control ? control.placeholder : ''),
      names: bounded(radio ? control.name : `${control.name} ${control.id}`),
      maxLength: 'maxLength' in control && control.maxLength >= 0 ? control.maxLength : undefined,
      options: optionsOf(control, controls),
    },
  };
}

function controlKind(control: Control): FieldDescription['control'] {
  if (control instanceof HTMLSelectElement) return 'select';
  return control.type === 'radio' || control.type === 'date' ? control.type : 'text';
}

function optionsOf(control: Control, controls: readonly Control[]): readonly FieldOption[] {
  const options: FieldOption[] =
    control instanceof HTMLSelectElement
      ? Array.from(control.options, ({ text, value }) => ({ text: bounded(text), value: bounded(value) }))
      : isRadio(control)
        ? controls.map((button) => ({ text: labelOf(button), value: bounded(button.value) }))
        : [];
  return options.slice(0, MAX_OPTIONS);
}

/** Labels, or else the names that ARIA gives; a table's or a list's own label only for lack of these. */
function labelOf(control: Control): string {
  const labels = [...(control.labels ?? [])].map(textWithoutControls).join(' ');
  return bounded(labels || referredText(control, 'aria-labelledby') || control.getAttribute('aria-label'));
}

function groupOf(control: Control): string {
  const group = control.closest('fieldset, [role="group"], [role="radiogroup"]');
  const legend = group?.querySelector(':scope > legend');
  const named = group && (referredText(group, 'aria-labelledby') || group.getAttribute('aria-label'));
  return bounded((legend && textWithoutControls(legend)) || named || rowLabel(control));
}

/** The heading cell of a table's row, or the term of a description list. */
function rowLabel(control: Control): string {
  const heading = control.closest('tr')?.querySelector('th') ?? control.closest('dd')?.previousElementSibling;
  return heading?.matches('th, dt') ? textWithoutControls(heading) : '';
}

function referredText(element: Element, attribute: string): string {
  const ids = element.getAttribute(attribute)?.split(/\s+/u) ?? [];
  return ids.map((id) => element.ownerDocument.getElementById(id)?.textContent ?? '').join(' ');
}

/** A label may hold its control, whose options are not part of its name. */
function textWithoutControls(element: Element): string {
  const copy = element.cloneNode(true) as Element; // a copy of an element is one
  for (const control of copy.querySelectorAll('input, select, textarea, button, script, style'))
    control.remove();
  return copy.textContent;
}

function bounded(text: string | null | undefined): string {
  return (text ?? '').replaceAll(/\s+/gu, ' ').trim().slice(0, MAX_TEXT);
}
