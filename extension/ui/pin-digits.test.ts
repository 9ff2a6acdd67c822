import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCompletePin, readPinDigits } from './pin-digits.ts';

describe('readPinDigits', () => {
  it.each([
    ['', '', false],
    ['12', '12', false],
    ['１２３４', '1234', false],
    ['1２3４', '1234', false],
    ['12345', '1234', false],
    ['12a4', '124', true],
    ['12 34', '1234', true],
    ['１２−３', '123', true],
    ['١٢٣٤', '', true], // Arabic-Indic digits are digits to Unicode, not to the card
    ['1２⓷④', '12', true],
  ])('reads %j as %j', (typed, digits, refused) => {
    expect(readPinDigits(typed)).toEqual({ digits, refused });
  });

  it('gives digits alone, whatever is typed, and leaves them as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const { digits } = readPinDigits(typed);
        expect(digits).toMatch(/^[0-9]{0,4}$/u);
        expect(readPinDigits(digits)).toEqual({ digits, refused: false });
      }),
    );
  });
});

describe('isCompletePin', () => {
  it.each([
    ['1234', true],
    ['123', false],
    ['', false],
  ])('of %j is %s', (digits, complete) => {
    expect(isCompletePin(digits)).toBe(complete);
  });
});
