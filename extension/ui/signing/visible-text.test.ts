import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visiblePieces } from './visible-text.ts';

const shown = (text: string): string =>
  visiblePieces(text)
    .map((piece) => (piece.isInvisible ? `[${piece.text}]` : piece.text))
    .join('');

const anyText = fc
  .array(fc.constantFrom(...Array.from('aé漢𠮷 \n\t\r\0\u202E\u2066\u200B\uFEFF\u2028\u00AD\u3164\u{E0041}')))
  .map((characters) => characters.join(''));

describe('visiblePieces', () => {
  it.each([
    ['lines and tabs', '１行目\n\t二行目', '１行目\n\t二行目'],
    ['lines of Windows', 'a\r\nb', 'a\nb'],
    ['a carriage return alone, which hides nothing here', 'a\rb', 'a[U+000D]b'],
    ['a right-to-left override', '支払額\u202E0001\u202C円', '支払額[U+202E]0001[U+202C]円'],
    ['an isolate', 'a\u2066b\u2069', 'a[U+2066]b[U+2069]'],
    ['a zero-width space', 'a\u200Bb', 'a[U+200B]b'],
    ['a byte order mark inside', 'a\uFEFFb', 'a[U+FEFF]b'],
    ['a line separator', 'a\u2028b', 'a[U+2028]b'],
    ['a tag character', 'a\u{E0041}b', 'a[U+E0041]b'],
    ['a filler', 'a\u3164b', 'a[U+3164]b'],
    ['a null', 'a\0b', 'a[U+0000]b'],
    ['nothing', '', ''],
  ])('shows %s', (_, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it('leaves nothing out and nothing invisible unmarked', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const pieces = visiblePieces(text);
        const plain = pieces.filter(({ isInvisible }) => !isInvisible).map((piece) => piece.text);
        expect(plain.join('')).not.toMatch(/[^\P{Cc}\n\t]|\p{Cf}|\p{Bidi_Control}/u);
        const back = pieces.map((piece) =>
          piece.isInvisible ? String.fromCodePoint(Number.parseInt(piece.text.slice(2), 16)) : piece.text,
        );
        expect(back.join('')).toBe(text.replaceAll('\r\n', '\n'));
      }),
    );
  });
});
