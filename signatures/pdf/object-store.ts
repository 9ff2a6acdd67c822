/**
 * The objects of a file by their places, each read once, for however many of its revisions. What a file can make its reader do
 * is in proportion to its length: overlapping objects, sections and compressed data all draw on one allowance.
 */
import type { CrossReferenceSection, EntryBudget } from './cross-reference.ts';
import type { ObjectStream } from './object-stream.ts';
import { isCount, isDictionary, type PdfObject, PdfStream } from './pdf-object.ts';
import { PdfParser } from './pdf-parser.ts';
import type { DecodingBudget } from './stream-decoding.ts';

/** An object as it stands at its place: of a stream, the dictionary and where the content begins. */
export interface PlacedObject {
  readonly number: number;
  readonly generation: number;
  readonly value: PdfObject;
  /** Of a stream's content; undefined for any other object. */
  readonly contentStart: number | undefined;
  /** Behind the object; of a stream, behind its dictionary. */
  readonly end: number;
}

export class ObjectStore implements EntryBudget {
  readonly bytes: Uint8Array;
  /** How many entries its cross-reference may still have. */
  left: number;
  readonly decoding: DecodingBudget;
  readonly #sections = new Map<number, Promise<CrossReferenceSection>>();
  readonly #objectStreams = new Map<number, Promise<ObjectStream>>();
  readonly #placed = new Map<number, PlacedObject>();
  #unread: number;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.left = 500_000 + bytes.length / 8;
    this.decoding = { left: 32 * 1024 * 1024 + 8 * bytes.length };
    // Most bytes are read once at most. What stands between objects may be passed over by several readers.
    this.#unread = 64 * 1024 + 4 * bytes.length;
  }

  /** @throws SyntaxError when its allowance is used up */
  spend(byteCount: number): void {
    this.#unread -= byteCount;
    if (this.#unread < 0) throw new SyntaxError('objects over each other');
  }

  /** @throws SyntaxError unless an object stands there */
  readAt(offset: number): PlacedObject {
    const known = this.#placed.get(offset);
    if (known) return known;
    this.spend(0);
    if (offset >= this.bytes.length) throw new SyntaxError('an object behind the end');
    const parser = new PdfParser(this.bytes, offset, 'file');
    try {
      const placed = readPlaced(parser);
      this.#placed.set(offset, placed);
      return placed;
    } finally {
      this.#unread -= parser.position - offset;
    }
  }

  section(offset: number, read: () => Promise<CrossReferenceSection>): Promise<CrossReferenceSection> {
    return readOnce(this.#sections, offset, read);
  }

  objectStream(offset: number, read: () => Promise<ObjectStream>): Promise<ObjectStream> {
    return readOnce(this.#objectStreams, offset, read);
  }
}

function readOnce<Value>(
  known: Map<number, Promise<Value>>,
  offset: number,
  read: () => Promise<Value>,
): Promise<Value> {
  const value = known.get(offset) ?? read();
  known.set(offset, value);
  return value;
}

/** ISO 32000-2 section 7.3.10. */
function readPlaced(parser: PdfParser): PlacedObject {
  const number = parser.readCount();
  const generation = parser.readCount();
  parser.expectWord('obj');
  const value = parser.readObject();
  const isStream = parser.skipWord('stream');
  if (!isStream) parser.expectWord('endobj');
  const end = parser.position;
  return { number, generation, value, contentStart: isStream ? contentStart(parser) : undefined, end };
}

/** Section 7.3.8.1: a line feed, or both; never a carriage return alone, which the content could begin with. */
function contentStart({ bytes, position }: PdfParser): number {
  const lineFeed = bytes[position] === 0x0d ? position + 1 : position;
  if (bytes[lineFeed] !== 0x0a) throw new SyntaxError('no line end before the content of a stream');
  return lineFeed + 1;
}

/**
 * @param bytes up to the end of the revision in question
 * @param length value of its Length
 * @throws SyntaxError unless it ends where it says
 */
export function readStream(bytes: Uint8Array, placed: PlacedObject, length: PdfObject): PdfStream {
  const { value, contentStart: start } = placed;
  if (start === undefined || !isDictionary(value) || !isCount(length) || start + length > bytes.length)
    throw new SyntaxError('not a stream');
  const parser = new PdfParser(bytes, start + length, 'file');
  parser.expectWord('endstream');
  parser.expectWord('endobj');
  return new PdfStream(value, bytes.subarray(start, start + length));
}
