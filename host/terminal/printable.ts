/**
 * Text from a card or a reader as it may be shown on a terminal: what would move the cursor, set colours or turn the
 * direction of writing (ECMA-48 control functions, Unicode's bidirectional controls) is shown as U+FFFD.
 */
export function printable(line: string): string {
  return line.replaceAll(STEERING, '\ufffd');
}

/** The same as JSON, where it stays readable for a program. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(STEERING, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

const STEERING = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
