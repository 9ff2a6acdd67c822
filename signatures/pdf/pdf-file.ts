/**
 * A PDF, read strictly where it is read: nothing is searched for or repaired (ISO 32000-2 section 7.5). Objects are read
 * when somebody asks for them, so that a large file of which little matters costs little.
 */
import type { CrossReferenceEntry, CrossReferenceSection } from './cross-reference.ts';
import { isSectionAt, readSections } from './cross-reference-chain.ts';
import { findFileEnd, findHeader } from './file-frame.ts';
import { type ObjectStream, readObjectStream } from './object-stream.ts';
import { ObjectStore, type PlacedObject, readStream } from './object-store.ts';
import {
  isArray,
  isDictionary,
  type PdfArray,
  type PdfDictionary,
  type PdfObject,
  PdfReference,
} from './pdf-object.ts';

/** References to references: nobody needs more than one. */
const MAX_HOPS = 8;

/** Every method throws a SyntaxError where the file is not as it should be. */
export class PdfFile {
  readonly bytes: Uint8Array;
  /** Behind its last `%%EOF`. */
  readonly end: number;
  /** Of the newest section of its cross-reference, from {@link base} on. */
  readonly startxref: number;
  /** Where offsets within the file count from. */
  readonly base: number;
  readonly style: CrossReferenceSection['style'];
  readonly trailer: PdfDictionary;
  /** By object number, of all revisions together. */
  readonly entries: ReadonlyMap<number, CrossReferenceEntry>;
  readonly #store: ObjectStore;

  private constructor(
    store: ObjectStore,
    bytes: Uint8Array,
    frame: Frame,
    sections: readonly CrossReferenceSection[],
  ) {
    this.bytes = bytes;
    this.end = frame.end;
    this.startxref = frame.startxref;
    this.base = frame.base;
    this.#store = store;
    const [newest] = sections;
    if (!newest) throw new SyntaxError('no cross-reference');
    this.style = newest.style;
    this.trailer = newest.trailer;
    this.entries = merge(sections);
  }

  /** @param end the file is read as if it ended here */
  static open(bytes: Uint8Array, end = bytes.length): Promise<PdfFile> {
    return PdfFile.#open(new ObjectStore(bytes), bytes.subarray(0, end));
  }

  static async #open(store: ObjectStore, bytes: Uint8Array): Promise<PdfFile> {
    const { startxref, end } = findFileEnd(bytes);
    const header = findHeader(bytes);
    const base = header > 0 && isSectionAt(bytes, header + startxref) ? header : 0;
    const sections = await readSections(store, base, startxref, bytes.length);
    return new PdfFile(store, bytes, { startxref, end, base }, sections);
  }

  /** The file as it is when it ends here, which may be behind the end of this one. */
  revision(end: number): Promise<PdfFile> {
    return PdfFile.#open(this.#store, this.#store.bytes.subarray(0, end));
  }

  /** Whether an object stands at the same place in both, in the same words. */
  hasSameEntry(other: PdfFile, number: number): boolean {
    const [here, there] = [this.entries.get(number), other.entries.get(number)];
    if (here?.kind === 'offset')
      return there?.kind === 'offset' && here.offset === there.offset && here.generation === there.generation;
    return false;
  }

  /** What the value refers to, or itself. What does not exist is null (section 7.3.10). */
  async get(value: PdfObject | undefined): Promise<PdfObject> {
    let found = value ?? null;
    for (let hops = 0; found instanceof PdfReference; hops += 1) {
      if (hops === MAX_HOPS) throw new SyntaxError('references in a circle');
      found = await this.#load(found);
    }
    return found;
  }

  /** As {@link get}; undefined for null. */
  async getDictionary(value: PdfObject | undefined): Promise<PdfDictionary | undefined> {
    const found = await this.get(value);
    if (found === null) return undefined;
    if (!isDictionary(found)) throw new SyntaxError('not a dictionary');
    return found;
  }

  /** As {@link get}; empty for null. */
  async getArray(value: PdfObject | undefined): Promise<PdfArray> {
    const found = await this.get(value);
    if (found === null) return [];
    if (!isArray(found)) throw new SyntaxError('not an array');
    return found;
  }

  async catalog(): Promise<PdfDictionary> {
    const root = this.trailer.get('Root');
    const catalog = root instanceof PdfReference ? await this.getDictionary(root) : undefined;
    if (!catalog) throw new SyntaxError('no catalog');
    return catalog;
  }

  async #load(reference: PdfReference): Promise<PdfObject> {
    const entry = this.entries.get(reference.number);
    if (entry?.kind === 'compressed') {
      if (reference.generation !== 0) return null;
      const stream = await this.#objectStream(entry.stream);
      return stream.read(reference.number, entry.index);
    }
    if (entry?.kind !== 'offset' || entry.generation !== reference.generation) return null;
    const placed = this.#placed(reference.number, entry);
    if (placed.contentStart === undefined) return placed.value;
    return readStream(this.bytes, placed, await this.#length(placed));
  }

  #placed(number: number, entry: CrossReferenceEntry & { kind: 'offset' }): PlacedObject {
    const placed = this.#store.readAt(this.base + entry.offset);
    if (placed.number !== number || placed.generation !== entry.generation || placed.end > this.bytes.length)
      throw new SyntaxError('another object than the cross-reference says');
    return placed;
  }

  #length(stream: PlacedObject): Promise<PdfObject> | PdfObject {
    const length = lengthOf(stream);
    const isCompressed =
      length instanceof PdfReference && this.entries.get(length.number)?.kind === 'compressed';
    return isCompressed ? this.get(length) : this.#plainValue(length);
  }

  /** Of an object that is in no object stream; of a stream its dictionary, so that nothing leads in a circle. */
  #plainValue(value: PdfObject): PdfObject {
    if (!(value instanceof PdfReference)) return value;
    const entry = this.entries.get(value.number);
    return entry?.kind === 'offset' ? this.#placed(value.number, entry).value : null;
  }

  #objectStream(number: number): Promise<ObjectStream> {
    const entry = this.entries.get(number);
    if (entry?.kind !== 'offset') throw new SyntaxError('no object stream');
    return this.#store.objectStream(this.base + entry.offset, () => {
      const placed = this.#placed(number, entry);
      // Its length is in no object stream (section 7.5.7).
      const stream = readStream(this.bytes, placed, this.#plainValue(lengthOf(placed)));
      return readObjectStream(stream, this.#store.decoding);
    });
  }
}

interface Frame {
  readonly startxref: number;
  readonly end: number;
  readonly base: number;
}

function lengthOf({ value }: PlacedObject): PdfObject {
  return isDictionary(value) ? (value.get('Length') ?? null) : null;
}

/** The newest section that has an entry for an object decides. */
function merge(sections: readonly CrossReferenceSection[]): ReadonlyMap<number, CrossReferenceEntry> {
  const merged = new Map<number, CrossReferenceEntry>();
  for (const { entries } of sections)
    for (const [number, entry] of entries) if (!merged.has(number)) merged.set(number, entry);
  return merged;
}
