/** The values that a PDF is made of (ISO 32000-2 section 7.3). Booleans, numbers and null stand for themselves. */

export type PdfObject =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfReference
  | PdfArray
  | PdfDictionary
  | PdfStream;

export type PdfArray = readonly PdfObject[];
/** By key, without its solidus. What is null is left out, which means the same (section 7.3.7). */
export type PdfDictionary = ReadonlyMap<string, PdfObject>;

/** Each character one byte of it, `#xx` decoded. */
export class PdfName {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }
}

/** Where something stands in the file: from its first byte to behind its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export class PdfString {
  readonly bytes: Uint8Array;
  /** With its delimiters; undefined for what was read from an object stream, or is new. */
  readonly span: Span | undefined;

  constructor(bytes: Uint8Array, span?: Span) {
    this.bytes = bytes;
    this.span = span;
  }
}

export class PdfReference {
  readonly number: number;
  readonly generation: number;

  constructor(number: number, generation: number) {
    this.number = number;
    this.generation = generation;
  }
}

export class PdfStream {
  readonly dictionary: PdfDictionary;
  /** As it stands in the file: encoded. */
  readonly content: Uint8Array;

  constructor(dictionary: PdfDictionary, content: Uint8Array) {
    this.dictionary = dictionary;
    this.content = content;
  }
}

export function isDictionary(value: PdfObject | undefined): value is PdfDictionary {
  return value instanceof Map;
}

export function isArray(value: PdfObject | undefined): value is PdfArray {
  return Array.isArray(value);
}

export function isName(value: PdfObject | undefined, name: string): boolean {
  return value instanceof PdfName && value.value === name;
}

/** Of a number that counts or numbers something. */
export function isCount(value: PdfObject | undefined): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** From its entries, in their order. */
export function dictionary(entries: Readonly<Record<string, PdfObject | undefined>>): PdfDictionary {
  const defined = Object.entries(entries).filter(
    (entry): entry is [string, PdfObject] => entry[1] !== undefined && entry[1] !== null,
  );
  return new Map(defined);
}
