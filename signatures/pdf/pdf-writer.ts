/** PDF syntax (ISO 32000-2 section 7.3), written. Streams are objects of their own, which the update writes. */
import { concatBytes, toHex, toUtf8 } from '../../shared/bytes.ts';
import { isRegular } from './pdf-characters.ts';
import {
  isArray,
  isDictionary,
  type PdfArray,
  type PdfDictionary,
  PdfName,
  type PdfObject,
  PdfReference,
  PdfStream,
  PdfString,
} from './pdf-object.ts';

export function writeObject(value: PdfObject): Uint8Array {
  if (!(value instanceof PdfStream)) return toUtf8(writeDirect(value));
  const { content } = value;
  const dictionary = new Map(value.dictionary).set('Length', content.length);
  return concatBytes(toUtf8(`${writeDirect(dictionary)}\nstream\n`), content, toUtf8('\nendstream'));
}

function writeDirect(value: PdfObject): string {
  if (value instanceof PdfName) return writeName(value.value);
  if (value instanceof PdfReference) return `${value.number} ${value.generation} R`;
  if (value instanceof PdfString) return `<${toHex(value.bytes)}>`;
  if (isArray(value)) return writeArray(value);
  if (isDictionary(value)) return writeDictionary(value);
  if (value instanceof PdfStream) throw new TypeError('a stream within an object');
  return typeof value === 'number' ? writeNumber(value) : String(value);
}

/** Section 7.3.3 knows no exponents. */
function writeNumber(value: number): string {
  if (Number.isInteger(value)) return value.toFixed(0);
  return value.toFixed(8).replace(/0+$/u, '');
}

function writeName(name: string): string {
  const escaped = Array.from(name, (character) => {
    const code = character.charCodeAt(0);
    const isPlain = code > 0x20 && code < 0x7f && code !== 0x23 && isRegular(code);
    return isPlain ? character : `#${code.toString(16).padStart(2, '0')}`;
  });
  return `/${escaped.join('')}`;
}

function writeArray(items: PdfArray): string {
  return `[${items.map(writeDirect).join(' ')}]`;
}

function writeDictionary(entries: PdfDictionary): string {
  const lines = Array.from(entries, ([key, value]) => `${writeName(key)} ${writeDirect(value)}`);
  return `<<${lines.join(' ')}>>`;
}
