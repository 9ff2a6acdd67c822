/**
 * Writes into a page's controls as a person would: with the focus, the value, and the events that plain pages, React and
 * Vue listen to (HTML, "Common input element events").
 */
import type { Control } from './find-fields.ts';

/** @returns whether the field now has the value: the page may refuse it, or may have taken the field away */
export function writeField(controls: readonly Control[], value: string | number): boolean {
  const control = controls[typeof value === 'number' && controls.length > 1 ? value : 0];
  if (!control?.isConnected || control.disabled) return false;
  control.focus();
  const written = typeof value === 'number' ? choose(control, value) : type(control, value);
  control.blur();
  return written;
}

function choose(control: Control, index: number): boolean {
  if (control instanceof HTMLSelectElement) {
    control.selectedIndex = index;
    announce(control);
    return control.selectedIndex === index;
  }
  // A radio button makes its own events when it is clicked.
  control.click();
  return control instanceof HTMLInputElement && control.checked;
}

function type(control: Control, text: string): boolean {
  control.value = text;
  announce(control);
  return control.value === text;
}

function announce(control: Control): void {
  control.dispatchEvent(
    new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertReplacementText' }),
  );
  control.dispatchEvent(new Event('change', { bubbles: true }));
}
