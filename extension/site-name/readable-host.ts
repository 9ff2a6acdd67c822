import punycode from 'punycode/punycode.js';

const PREFIX = 'xn--';

/** Kanji and kana: the scripts of UTS 39's "Jpan", without the Latin letters and digits that they could be mixed with. */
const JAPANESE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u;
/** Alone, these could be taken for a letter, a slash or a hyphen of an ASCII name. */
const LOOKS_LIKE_ASCII = /^[〇〳ノー一丨丶丿]+$/u;

/**
 * A host name as a person reads it, where that cannot deceive: a label in kanji and kana is written in them, every other
 * internationalised label stays in punycode (docs/decisions/0016). A label is one or the other as a whole.
 *
 * @param host as the browser serialises it, in lower-case ASCII
 */
export function readableHost(host: string): string {
  return host.split('.').map(readableLabel).join('.');
}

function readableLabel(label: string): string {
  if (!label.startsWith(PREFIX)) return label;
  const decoded = decodeLabel(label);
  const isReadable = decoded !== undefined && JAPANESE.test(decoded) && !LOOKS_LIKE_ASCII.test(decoded);
  return isReadable ? decoded : label;
}

/** @returns undefined unless a browser would make this very label of the result (UTS 46, section 4) */
function decodeLabel(label: string): string | undefined {
  try {
    const decoded = punycode.decode(label.slice(PREFIX.length));
    return new URL(`https://${decoded}`).hostname === label ? decoded : undefined;
  } catch {
    return undefined;
  }
}
