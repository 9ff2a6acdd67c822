/** A text in pieces: what is seen as it is, and what nobody would see, by its code point. */
export interface TextPiece {
  readonly text: string;
  readonly isInvisible: boolean;
}

/**
 * Characters that have no shape of their own, or that reorder the text around them: what is read must be what is there.
 * Unicode Technical Report 36, "Bidirectional Text Spoofing".
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Bidi_Control}\u115F\u1160\u3164\uFFA0]/u;
const LAID_OUT: readonly string[] = ['\n', '\t'];

export function visiblePieces(text: string): readonly TextPiece[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(new RegExp(`(${INVISIBLE.source})`, 'gu'))
    .flatMap((piece) => (piece === '' ? [] : [pieceOf(piece)]))
    .reduce<TextPiece[]>(joined, []);
}

function pieceOf(text: string): TextPiece {
  const isInvisible = INVISIBLE.test(text) && !LAID_OUT.includes(text);
  return isInvisible ? { text: codePoint(text), isInvisible } : { text, isInvisible };
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** One node for a run of what is seen. */
function joined(pieces: TextPiece[], piece: TextPiece): TextPiece[] {
  const last = pieces.at(-1);
  if (!last || last.isInvisible || piece.isInvisible) pieces.push(piece);
  else pieces[pieces.length - 1] = { text: last.text + piece.text, isInvisible: false };
  return pieces;
}
