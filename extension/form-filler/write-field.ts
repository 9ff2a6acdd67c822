/**
 * Writes into a page's controls as a person would: with the focus, the value, and the events that plain pages, React and
 * Vue listen to (HTML, "Common input element events"). Values are set from the extension's own world, past what a
 * framework has put over them on the page's side, so that it finds a value that it does not know yet.
 */
import type { FieldOption } from './field-description.ts';
import { type Control, describeButton, describeOption } from './find-fields.ts';

/** @returns the control that was written to, or undefined when it does not offer this option */
export function writeField(
  controls: readonly [Control, ...Control[]],
  value: string | FieldOption,
): Control | undefined {
  const control = controlFor(controls, value);
  if (control === undefined) return undefined;
  // The popup's window has the focus, so the page hears nothing of it by itself.
  control.focus({ preventScroll: true });
  control.dispatchEvent(new FocusEvent('focusin', { bubbles: true, composed: true }));
  set(control, value);
  control.dispatchEvent(new FocusEvent('focusout', { bubbles: true, composed: true }));
  control.blur();
  return control;
}

/** Whether the control has the value now: the page may have refused or rewritten it. */
export function hasValue(control: Control, value: string | FieldOption): boolean {
  if (typeof value === 'string') return control.value === value;
  if (control instanceof HTMLSelectElement)
    return isSame(describeOption(control.item(control.selectedIndex)), value);
  return control instanceof HTMLInputElement && control.checked;
}

function controlFor(
  controls: readonly [Control, ...Control[]],
  value: string | FieldOption,
): Control | undefined {
  const [first] = controls;
  if (typeof value === 'string') return first;
  if (first instanceof HTMLSelectElement) return optionIndex(first, value) < 0 ? undefined : first;
  return controls.find((button) => isSame(describeButton(button), value));
}

function set(control: Control, value: string | FieldOption): void {
  if (typeof value === 'string') {
    control.value = value;
    announce(control);
  } else if (control instanceof HTMLSelectElement) {
    control.selectedIndex = optionIndex(control, value);
    announce(control);
  } else {
    // A radio button makes its own events when it is clicked.
    control.click();
  }
}

function optionIndex({ options }: HTMLSelectElement, value: FieldOption): number {
  return Array.from(options).findIndex((option) => isSame(describeOption(option), value));
}

function isSame(one: FieldOption, other: FieldOption): boolean {
  return one.text === other.text && one.value === other.value;
}

function announce(control: Control): void {
  control.dispatchEvent(
    new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertReplacementText' }),
  );
  control.dispatchEvent(new Event('change', { bubbles: true }));
}
