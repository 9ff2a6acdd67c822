import { printable } from './printable.ts';

const MAX_CHARACTERS = 60;

/** What was typed, as a line of our own may repeat it: its beginning, and nothing that would work the terminal. */
export function excerpt(typed: string): string {
  // Twice as many UTF-16 units are at least as many characters; a long one is not taken apart whole.
  const characters = Array.from(typed.slice(0, 2 * (MAX_CHARACTERS + 1)));
  const shown = printable(characters.slice(0, MAX_CHARACTERS).join(''));
  return characters.length > MAX_CHARACTERS ? `${shown}…` : shown;
}
