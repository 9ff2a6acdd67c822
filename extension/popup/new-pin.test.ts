import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PIN_KINDS } from '../../shared/jpki.ts';
import { isCompletePin, readPinCharacters } from '../ui/pin-characters.ts';
import { checkNewPin } from './new-pin.ts';

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
        expect(isCompletePin(which, characters)).toBe(true);
      }),
    );
  });
});
