import { PIN } from '../../shared/jpki.ts';

const MAX_LENGTH = PIN.userAuthentication.maxLength;

/**
 * Reads what was typed into the PIN field. A Japanese input method writes full-width digits (U+FF10 to U+FF19), which
 * are turned into those of the card.
 *
 * @returns the digits to keep, and whether something else was typed, which the person is told
 */
export function readPinDigits(typed: string): { readonly digits: string; readonly refused: boolean } {
  const halfWidth = typed.replace(/[\uFF10-\uFF19]/gu, (digit) => String(digit.charCodeAt(0) - 0xff10));
  const digits = halfWidth.replace(/[^0-9]/gu, '');
  return { digits: digits.slice(0, MAX_LENGTH), refused: digits !== halfWidth };
}

export function isCompletePin(digits: string): boolean {
  return PIN.userAuthentication.pattern.test(digits);
}
