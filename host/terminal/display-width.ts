/**
 * How many columns of a terminal a text takes: East Asian wide and fullwidth characters take two (Unicode Standard
 * Annex #11), marks and format characters none.
 */
export function displayWidth(text: string): number {
  return Array.from(text.normalize('NFC')).reduce((width, character) => width + widthOf(character), 0);
}

function widthOf(character: string): 0 | 1 | 2 {
  if (ZERO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

/** EastAsianWidth.txt, W and F, by the blocks that hold them: Hangul, CJK, kana, and the fullwidth forms. */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u;
