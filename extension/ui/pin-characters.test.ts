import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PIN, PIN_KINDS } from '../../shared/jpki.ts';
import { isCompletePin, readPinCharacters } from './pin-characters.ts';

describe('readPinCharacters', () => {
  it.each([
    ['userAuthentication', '', '', false],
    ['userAuthentication', '12', '12', false],
    ['userAuthentication', '１２３４', '1234', false],
    ['userAuthentication', '1２3４', '1234', false],
    ['userAuthentication', '12a4', '124', true],
    ['userAuthentication', '12 34', '1234', true],
    ['userAuthentication', '１２−３', '123', true],
    ['userAuthentication', '١٢٣٤', '', true], // Arabic-Indic digits are digits to Unicode, not to the card
    ['userAuthentication', '1２⓷④', '12', true],
    ['cardInfoInput', '12345', '1234', false],
    ['digitalSignature', 'abc123', 'ABC123', false],
    ['digitalSignature', 'ａｂｃ１２３', 'ABC123', false],
    ['digitalSignature', 'ABC-123', 'ABC123', true],
    ['digitalSignature', 'あいう1', '1', true],
    // Their capitals are an S and an I to Unicode, and other letters to the person.
    ['digitalSignature', 'ſı', '', true],
    ['digitalSignature', 'A'.repeat(20), 'A'.repeat(16), false],
  ] as const)('for %s reads %j as %j', (which, typed, characters, refused) => {
    expect(readPinCharacters(which, typed)).toEqual({ characters, refused });
  });

  it.each(PIN_KINDS)('of %s gives only what that PIN can have, and leaves it as it is', (which) => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const { characters } = readPinCharacters(which, typed);
        expect(characters).toMatch(which === 'digitalSignature' ? /^[A-Z0-9]*$/u : /^[0-9]*$/u);
        expect(characters.length).toBeLessThanOrEqual(PIN[which].maxLength);
        expect(readPinCharacters(which, characters)).toEqual({ characters, refused: false });
      }),
    );
  });
});

describe('isCompletePin', () => {
  it.each([
    ['userAuthentication', '1234', true],
    ['userAuthentication', '123', false],
    ['cardInfoInput', '', false],
    ['digitalSignature', 'ABC12', false],
    ['digitalSignature', 'ABC123', true],
  ] as const)('of %s, %j is %s', (which, characters, complete) => {
    expect(isCompletePin(which, characters)).toBe(complete);
  });
});
