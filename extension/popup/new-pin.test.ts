import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PIN, PIN_KINDS } from '../../shared/jpki.ts';
import { checkNewPin, isComplete, readPinCharacters } from './new-pin.ts';

describe('readPinCharacters', () => {
  it.each([
    ['userAuthentication', '１２３４', '1234', false],
    ['userAuthentication', '12a4', '124', true],
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
        expect(characters).toMatch(/^[A-Z0-9]*$/u);
        expect(characters.length).toBeLessThanOrEqual(PIN[which].maxLength);
        expect(readPinCharacters(which, characters)).toEqual({ characters, refused: false });
      }),
    );
  });
});

describe('checkNewPin', () => {
  const unmet = (which: (typeof PIN_KINDS)[number], pin: string, newPin: string, repeated = newPin) =>
    checkNewPin(which, { pin, newPin, repeated })
      .filter(({ isMet }) => !isMet)
      .map(({ rule }) => rule);

  it.each([
    ['userAuthentication', '1234', '4321', []],
    ['userAuthentication', '1234', '1234', ['differs']],
    ['userAuthentication', '1234', '123', ['four-digits']],
    ['userAuthentication', '', '', ['four-digits', 'differs', 'repeated']],
    ['cardInfoInput', '1234', '12345', ['four-digits']],
    ['digitalSignature', 'ABC12345', 'ABC123', []],
    ['digitalSignature', 'ABC12345', 'ABC12', ['length']],
    ['digitalSignature', 'ABC12345', 'ABCDEF', ['letter-and-digit']],
    ['digitalSignature', 'ABC12345', '123456', ['letter-and-digit']],
    ['digitalSignature', 'ABC12345', 'A1'.repeat(9), ['length']],
  ] as const)('%s: %j to %j lacks %j', (which, pin, newPin, lacking) => {
    expect(unmet(which, pin, newPin)).toEqual(lacking);
  });

  it('wants it typed the same twice', () => {
    expect(unmet('userAuthentication', '1234', '4321', '4322')).toEqual(['repeated']);
  });

  it.each(PIN_KINDS)('lets nothing through that the card of %s would not take', (which) => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{0,18}$/u), (newPin) => {
        const { characters } = readPinCharacters(which, newPin);
        fc.pre(unmet(which, '', characters).length === 0);
        expect(isComplete(which, characters)).toBe(true);
      }),
    );
  });
});
