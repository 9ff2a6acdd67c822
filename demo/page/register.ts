/** Fills the sign-up form from the card. The person corrects it, and it is them who send it. */
import { readAttributes } from 'kazasu';
import { onPress } from './asking-button.ts';

/** Also the names of the form's fields. */
const ATTRIBUTES = ['name', 'address', 'birthDate', 'sex'] as const;

const copied = document.querySelector<HTMLElement>('#copied');

onPress(document.querySelector<HTMLButtonElement>('#copy'), async (purpose) => {
  const { attributes } = await readAttributes({ attributes: ATTRIBUTES, purpose });
  for (const name of ATTRIBUTES) {
    const field = document.getElementById(name);
    // What the person kept to themselves stays as it is.
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement)
      field.value = attributes[name] ?? field.value;
  }
  if (copied) copied.textContent = copied.dataset['text'] ?? '';
  document.getElementById('name')?.focus();
});
