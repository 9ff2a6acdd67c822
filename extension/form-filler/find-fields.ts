/**
 * The fields of a page that a person can see and fill in. Runs in the page, in the extension's own world, after the
 * person's click. What the page says is text of bounded length; what stands in the fields already is not looked at.
 */
import type { FieldDescription, FieldOption } from './field-description.ts';
import { MAX_CONTROLS, MAX_FIELDS, MAX_OPTIONS } from './form-bounds.ts';
import { bounded, matches, referredText, textAtLineStart, textBeside, textOf } from './page-text.ts';
import { isVisible } from './visible.ts';

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export interface FoundField {
  readonly description: FieldDescription;
  /** One control, or all the buttons of a radio group. */
  readonly controls: readonly [Control, ...Control[]];
}

/** Of the top document; what is in frames or in shadow trees is not found. */
export function findFields(document: Document): FoundField[] {
  const controls = [...document.querySelectorAll<Control>('input, select, textarea')]
    .slice(0, MAX_CONTROLS)
    .filter(isOpenToPerson);
  return groupControls(controls)
    .slice(0, MAX_FIELDS)
    .map((group) => ({ controls: group, description: describe(group) }));
}

/** Types of input whose value is a text or a date that a person types. Not `password`, `email`, `search` or `file`. */
const TEXT_TYPES: readonly string[] = ['text', 'tel', 'number', 'date', 'radio'];

export function isOpenToPerson(control: Control): boolean {
  // A disabled fieldset disables what is in it, which the control's own attribute does not say.
  if (matches(control, ':disabled') || !hasKnownType(control)) return false;
  return isVisible(control);
}

function hasKnownType(control: Control): boolean {
  if (control instanceof HTMLSelectElement) return !control.multiple;
  if (control.readOnly) return false;
  return control instanceof HTMLTextAreaElement || TEXT_TYPES.includes(control.type);
}

/** Radio buttons of one name in one form are one question. */
function groupControls(controls: readonly Control[]): (readonly [Control, ...Control[]])[] {
  const groups: [Control, ...Control[]][] = [];
  const byForm = new Map<HTMLFormElement | null, Map<string, [Control, ...Control[]]>>();
  for (const control of controls) {
    const byName = byForm.get(control.form) ?? new Map<string, [Control, ...Control[]]>();
    byForm.set(control.form, byName);
    const group = isRadio(control) && control.name !== '' ? byName.get(control.name) : undefined;
    if (group) {
      group.push(control);
      continue;
    }
    const created: [Control, ...Control[]] = [control];
    groups.push(created);
    if (isRadio(control)) byName.set(control.name, created);
  }
  return groups;
}

function isRadio(control: Control): boolean {
  return control.type === 'radio';
}

export function describe(controls: readonly [Control, ...Control[]]): FieldDescription {
  const [control] = controls;
  const radio = isRadio(control);
  return {
    control: controlKind(control),
    autocomplete: bounded(control.autocomplete.toLowerCase()),
    label: radio ? '' : labelOf(control) || textBefore(control),
    group: groupOf(control),
    unit: radio ? '' : textBeside(control, 'nextSibling'),
    placeholder: bounded('placeholder' in control ? control.placeholder : ''),
    names: bounded(radio ? control.name : `${control.name} ${control.id}`),
    maxLength: 'maxLength' in control && control.maxLength >= 0 ? control.maxLength : null,
    options: optionsOf(control, controls),
  };
}

function controlKind(control: Control): FieldDescription['control'] {
  if (control instanceof HTMLSelectElement) return 'select';
  return control.type === 'radio' || control.type === 'date' ? control.type : 'text';
}

function optionsOf(control: Control, controls: readonly Control[]): FieldOption[] {
  if (control instanceof HTMLSelectElement)
    return Array.from({ length: Math.min(control.options.length, MAX_OPTIONS) }, (_, index) =>
      describeOption(control.options.item(index)),
    );
  return isRadio(control) ? controls.slice(0, MAX_OPTIONS).map(describeButton) : [];
}

export function describeOption(option: HTMLOptionElement | null): FieldOption {
  // An option that cannot be chosen keeps its place and says nothing.
  if (option === null || matches(option, ':disabled')) return { text: '', value: '' };
  return { text: bounded(option.label), value: bounded(option.value) };
}

export function describeButton(button: Control): FieldOption {
  return { text: labelOf(button) || textBeside(button, 'nextSibling'), value: bounded(button.value) };
}

/** 姓 before a field is its name, but 年 before a month is what the year has behind it. */
function textBefore(control: Control): string {
  const text = textBeside(control, 'previousSibling');
  return /^[年月日/／\-－]$/u.test(text) ? '' : text;
}

/** Labels, or else the names that ARIA gives. */
function labelOf(control: Control): string {
  const labels = [...(control.labels ?? [])].slice(0, 3).map(textOf).join(' ');
  return bounded(labels) || referredText(control, 'aria-labelledby') || bounded(control.ariaLabel);
}

function groupOf(control: Control): string {
  const group = control.closest('fieldset, [role="group"]:not(form), [role="radiogroup"]:not(form)');
  const legend = group?.querySelector(':scope > legend');
  const named = group && (referredText(group, 'aria-labelledby') || bounded(group.ariaLabel));
  const ofGroup = legend ? textOf(legend) : (named ?? '');
  return ofGroup || rowLabel(control) || lineLabel(control);
}

/** What a line begins with names its radio buttons and the parts of its date; any other field needs a label of its own. */
function lineLabel(control: Control): string {
  const isPart = isRadio(control) || /^[年月日]/u.test(textBeside(control, 'nextSibling'));
  return isPart ? textAtLineStart(control.closest('label') ?? control) : '';
}

/** The heading cell of a table's row, or the term of a description list. */
function rowLabel(control: Control): string {
  const heading = control.closest('tr')?.querySelector('th') ?? control.closest('dd')?.previousElementSibling;
  return heading && matches(heading, 'th, dt') ? textOf(heading) : '';
}
