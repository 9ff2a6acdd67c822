import { PIN, type PinKind } from '../../shared/jpki.ts';

/**
 * Reads what was typed into a field of this PIN. A Japanese input method writes full-width characters (U+FF01 to U+FF5E),
 * which are turned into those of the card; the signature password has capitals only.
 *
 * @returns the characters to keep, and whether something else was typed, which the person is told
 */
export function readPinCharacters(
  which: PinKind,
  typed: string,
): { readonly characters: string; readonly refused: boolean } {
  const halfWidth = typed.replace(/[\uFF01-\uFF5E]/gu, (character) =>
    String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  );
  const folded = which === 'digitalSignature' ? halfWidth.replace(/[a-z]/gu, toCapital) : halfWidth;
  const characters = folded.replace(which === 'digitalSignature' ? /[^A-Z0-9]/gu : /[^0-9]/gu, '');
  return { characters: characters.slice(0, PIN[which].maxLength), refused: characters !== folded };
}

/** Of a–z alone: `toUpperCase` of ſ is an S, too. */
function toCapital(letter: string): string {
  return letter.toUpperCase();
}

export function isCompletePin(which: PinKind, characters: string): boolean {
  return PIN[which].pattern.test(characters);
}
