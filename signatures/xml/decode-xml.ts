import { XmlRefused } from './xml-refused.ts';

/**
 * The same documents are signed and verified. A tree takes many times the memory of its text, so that more than this
 * does not fit into a tab.
 */
export const XML_MAX_BYTES = 64 * 1024 * 1024;

/** By their byte order mark, XML 1.0 appendix F.1. */
const ENCODINGS = [
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] },
] as const;

export interface XmlText {
  /** With the byte order mark, if there is one. */
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
}

/**
 * The text of an XML document.
 * An encoding that is only declared (Shift_JIS) is refused and not guessed: the digest of a signature is taken over UTF-8,
 * and two readers of other encodings do not always come to the same characters.
 * @throws XmlRefused
 */
export function decodeXml(bytes: Uint8Array): XmlText {
  if (bytes.length > XML_MAX_BYTES) throw new XmlRefused('unsupported', 'more than is read');
  const encoding =
    ENCODINGS.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte))?.encoding ?? 'utf-8';
  expectDeclared(bytes, encoding === 'utf-8' ? encoding : 'utf-16');
  try {
    return { text: new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes), encoding };
  } catch {
    // The cause says nothing more.
    throw new XmlRefused('malformed', 'not in its character encoding');
  }
}

const DECLARED = /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)/u;

/** That the declaration, if there is one, says no other encoding (XML 1.0 section 4.3.3). */
function expectDeclared(bytes: Uint8Array, encoding: string): void {
  // Both encodings have ASCII in it, once the zeroes and the mark are left out.
  const beginning = String.fromCharCode(...bytes.subarray(0, 400)).replace(/[^\x01-\x7f]/gu, '');
  const declared = DECLARED.exec(beginning)?.[1]?.toLowerCase();
  if (declared !== undefined && declared !== encoding)
    throw new XmlRefused('unsupported', 'another character encoding');
}
