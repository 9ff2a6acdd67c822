/** A stream of type XRef (ISO 32000-2 section 7.5.8). */
import {
  type CrossReferenceEntry,
  type CrossReferenceSection,
  type EntryBudget,
  FREE,
  MAX_OBJECT_NUMBER,
  spendEntries,
} from './cross-reference.ts';
import { isArray, isCount, isName, type PdfDictionary, type PdfStream } from './pdf-object.ts';
import { type DecodingBudget, decodeStream } from './stream-decoding.ts';

/** @throws SyntaxError */
export async function readCrossReferenceStream(
  stream: PdfStream,
  budget: EntryBudget & { readonly decoding: DecodingBudget },
): Promise<CrossReferenceSection> {
  const trailer = stream.dictionary;
  if (!isName(trailer.get('Type'), 'XRef')) throw new SyntaxError('not a cross-reference stream');
  const widths = counts(trailer, 'W', undefined);
  if (widths.length !== 3 || widths.some((width) => width > 7)) throw new SyntaxError('odd widths of fields');
  const fields = new Fields(await decodeStream(stream, budget.decoding), widths);
  const entries = new Map<number, CrossReferenceEntry>();
  const index = counts(trailer, 'Index', [0, sizeOf(trailer)]);
  for (let at = 0; at + 1 < index.length; at += 2) {
    const [first = 0, count = 0] = index.slice(at, at + 2);
    spendEntries(budget, first, count);
    for (let number = first; number < first + count; number += 1) {
      if (entries.has(number)) throw new SyntaxError('two entries for one object');
      entries.set(number, fields.next());
    }
  }
  return { style: 'stream', entries, trailer };
}

function counts(dictionary: PdfDictionary, key: string, byDefault: number[] | undefined): number[] {
  const value = dictionary.get(key) ?? byDefault;
  if (!isArray(value) || !value.every(isCount)) throw new SyntaxError(`an odd ${key}`);
  return [...value];
}

function sizeOf(trailer: PdfDictionary): number {
  const size = trailer.get('Size');
  if (!isCount(size) || size > MAX_OBJECT_NUMBER + 1) throw new SyntaxError('no size');
  return size;
}

/** Goes over the entries (table 18). */
class Fields {
  readonly #bytes: Uint8Array;
  readonly #widths: readonly number[];
  #position = 0;

  constructor(bytes: Uint8Array, widths: readonly number[]) {
    this.#bytes = bytes;
    this.#widths = widths;
  }

  next(): CrossReferenceEntry {
    const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = this.#widths;
    const type = typeWidth === 0 ? 1 : this.#read(typeWidth);
    const second = this.#read(secondWidth);
    const third = this.#read(thirdWidth);
    if (type === 1) return { kind: 'offset', offset: second, generation: third };
    // Types to come are references to null, as free ones are.
    return type === 2 ? { kind: 'compressed', stream: second, index: third } : FREE;
  }

  #read(width: number): number {
    let value = 0;
    if (this.#position + width > this.#bytes.length) throw new SyntaxError('fewer entries than it says');
    for (let index = 0; index < width; index += 1)
      value = value * 0x100 + (this.#bytes[this.#position + index] ?? 0);
    this.#position += width;
    return value;
  }
}
