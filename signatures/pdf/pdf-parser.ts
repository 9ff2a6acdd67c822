/**
 * PDF syntax (ISO 32000-2 sections 7.2 and 7.3), read from one position on. Nothing is repaired, and nothing is looked at
 * more than a fixed number of times. Every method throws a SyntaxError for what is not of its form.
 */
import { hexDigit, isRegular, isSpace } from './pdf-characters.ts';
import {
  type PdfArray,
  type PdfDictionary,
  PdfName,
  type PdfObject,
  PdfReference,
  PdfString,
} from './pdf-object.ts';
import { readHexString, readLiteralString } from './pdf-strings.ts';

/** Of arrays and dictionaries within each other. Other readers stop here or there above it. */
const MAX_DEPTH = 100;
const WORD_MAX_LENGTH = 64;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/u;

export class PdfParser {
  readonly bytes: Uint8Array;
  position: number;
  readonly #end: number;
  readonly #isFile: boolean;

  /** @param source of what an object stream holds, no spans are told */
  constructor(bytes: Uint8Array, position: number, source: 'file' | 'object-stream', end = bytes.length) {
    this.bytes = bytes;
    this.position = position;
    this.#end = Math.min(end, bytes.length);
    this.#isFile = source === 'file';
  }

  /** White space and comments (section 7.2.4). */
  skipSpace(): void {
    for (;;) {
      while (this.position < this.#end && isSpace(this.bytes[this.position])) this.position += 1;
      if (this.bytes[this.position] !== 0x25 || this.position >= this.#end) return;
      while (this.position < this.#end && !isLineEnd(this.bytes[this.position])) this.position += 1;
    }
  }

  /** The next keyword or number as text; empty before a delimiter and at the end. */
  readWord(): string {
    this.skipSpace();
    const start = this.position;
    let word = '';
    for (let byte = this.bytes[start]; this.position < this.#end && isRegular(byte); ) {
      if (word.length === WORD_MAX_LENGTH) throw new SyntaxError('a word that is too long');
      word += String.fromCharCode(byte);
      this.position += 1;
      byte = this.bytes[this.position];
    }
    return word;
  }

  /** Whether this is the next word; only then is it read. */
  skipWord(word: string): boolean {
    const start = this.position;
    if (this.readWord() === word) return true;
    this.position = start;
    return false;
  }

  expectWord(word: string): void {
    if (!this.skipWord(word)) throw new SyntaxError(`no ${word}`);
  }

  /** Not negative. */
  readCount(): number {
    const word = this.readWord();
    if (!/^\d{1,15}$/u.test(word)) throw new SyntaxError('not a number that counts');
    return Number(word);
  }

  readObject(depth = 0): PdfObject {
    if (depth > MAX_DEPTH) throw new SyntaxError('nested too deep');
    this.skipSpace();
    const byte = this.position < this.#end ? (this.bytes[this.position] ?? 0) : 0;
    switch (String.fromCharCode(byte)) {
      case '/':
        return new PdfName(this.#readName());
      case '(':
        return this.#readString(readLiteralString);
      case '<':
        return this.bytes[this.position + 1] === byte
          ? this.#readDictionary(depth)
          : this.#readString(readHexString);
      case '[':
        return this.#readArray(depth);
      default:
        return this.#readAtom();
    }
  }

  #readName(): string {
    let name = '';
    this.position += 1;
    for (let byte = this.bytes[this.position]; this.position < this.#end && isRegular(byte); ) {
      const high = byte === 0x23 ? hexDigit(this.bytes[this.position + 1]) : -1;
      const low = high < 0 ? -1 : hexDigit(this.bytes[this.position + 2]);
      // A number sign that introduces nothing stands for itself, as before PDF 1.2.
      name += String.fromCharCode(low < 0 ? byte : high * 16 + low);
      this.position += low < 0 ? 1 : 3;
      byte = this.bytes[this.position];
    }
    return name;
  }

  #readString(read: typeof readHexString): PdfString {
    const start = this.position;
    // Where it has been looked for, if it does not end.
    this.position = this.#end;
    const { bytes, end } = read(this.bytes, start + 1, this.#end);
    this.position = end;
    return new PdfString(bytes, this.#isFile ? { start, end } : undefined);
  }

  #readArray(depth: number): PdfArray {
    const items: PdfObject[] = [];
    this.position += 1;
    while (!this.#skipDelimiter(']')) items.push(this.readObject(depth + 1));
    return items;
  }

  #readDictionary(depth: number): PdfDictionary {
    const entries = new Map<string, PdfObject>();
    const seen = new Set<string>();
    this.position += 2;
    while (!this.#skipDelimiter('>>')) {
      if (this.bytes[this.position] !== 0x2f) throw new SyntaxError('a key that is no name');
      const key = this.#readName();
      // One reader takes the first of two, another the last (section 7.3.7 forbids it).
      if (seen.has(key)) throw new SyntaxError('the same key twice');
      seen.add(key);
      const value = this.readObject(depth + 1);
      if (value !== null) entries.set(key, value);
    }
    return entries;
  }

  #skipDelimiter(delimiter: ']' | '>>'): boolean {
    this.skipSpace();
    if (this.position + delimiter.length > this.#end) throw new SyntaxError('ends too early');
    for (let index = 0; index < delimiter.length; index += 1)
      if (this.bytes[this.position + index] !== delimiter.charCodeAt(index)) return false;
    this.position += delimiter.length;
    return true;
  }

  #readAtom(): PdfObject {
    const word = this.readWord();
    if (NUMBER.test(word)) return this.#readReference(word) ?? Number(word);
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    throw new SyntaxError('not an object');
  }

  /** `12 0 R`, of which the first word has been read (section 7.3.10). */
  #readReference(word: string): PdfReference | undefined {
    if (!/^\d{1,10}$/u.test(word)) return undefined;
    const position = this.position;
    const generation = this.readWord();
    if (/^\d{1,5}$/u.test(generation) && this.readWord() === 'R')
      return new PdfReference(Number(word), Number(generation));
    this.position = position;
    return undefined;
  }
}

const isLineEnd = (byte: number | undefined): boolean => byte === 0x0a || byte === 0x0d;
