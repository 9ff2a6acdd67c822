/**
 * Objects appended to a file (ISO 32000-2 section 7.5.6), with a cross-reference of the kind that it has: a reader
 * that knows only tables finds a table, and streams are followed by a stream.
 */
import { concatBytes, toUtf8 } from '../../shared/bytes.ts';
import type { CrossReferenceSection } from './cross-reference.ts';
import {
  dictionary,
  isArray,
  isCount,
  type PdfDictionary,
  PdfName,
  PdfReference,
  PdfStream,
  PdfString,
} from './pdf-object.ts';
import type { PdfFile } from './pdf-file.ts';
import { writeObject } from './pdf-writer.ts';

/** All that is to be known of a file in order to append to it. */
export interface UpdatableFile {
  /** Bytes. */
  readonly length: number;
  readonly endsWithLine: boolean;
  readonly base: number;
  readonly startxref: number;
  readonly style: CrossReferenceSection['style'];
  /** What every section's trailer repeats. */
  readonly trailer: PdfDictionary;
  /** Of the first object that does not exist yet. */
  readonly nextNumber: number;
}

/** @param identifier of the file as it is now, for readers that tell its revisions apart */
export function updatable(file: PdfFile, identifier: Uint8Array): UpdatableFile {
  const { bytes, base, startxref, style, trailer, entries } = file;
  const size = trailer.get('Size');
  let nextNumber = isCount(size) ? size : 0;
  for (const number of entries.keys()) nextNumber = Math.max(nextNumber, number + 1);
  const kept = new Map([...trailer].filter(([key]) => KEPT_KEYS.has(key)));
  const identifiers = trailer.get('ID');
  // Section 14.4: the first stays what it is, the second changes with the file.
  if (isArray(identifiers)) kept.set('ID', [identifiers[0] ?? null, new PdfString(identifier)]);
  const last = bytes.at(-1);
  const endsWithLine = last === 0x0a || last === 0x0d;
  return { length: bytes.length, endsWithLine, base, startxref, style, trailer: kept, nextNumber };
}

const KEPT_KEYS: ReadonlySet<string> = new Set(['Root', 'Info', 'ID']);

export interface NewObject {
  readonly reference: PdfReference;
  /** Between `obj` and `endobj`. */
  readonly body: Uint8Array;
}

export interface WrittenUpdate {
  readonly bytes: Uint8Array;
  /** Where the body of an object begins within the bytes, by its number. */
  readonly bodyStarts: ReadonlyMap<number, number>;
}

/** @param nextNumber of the first object that neither the file nor the update has */
export function writeUpdate(
  file: UpdatableFile,
  objects: readonly NewObject[],
  nextNumber: number,
): WrittenUpdate {
  const parts: Uint8Array[] = [];
  const bodyStarts = new Map<number, number>();
  const offsets = new Map<PdfReference, number>();
  let length = 0;
  const append = (part: Uint8Array): void => {
    parts.push(part);
    length += part.length;
  };
  if (!file.endsWithLine) append(toUtf8('\n'));
  for (const { reference, body } of objects) {
    offsets.set(reference, file.length + length - file.base);
    append(toUtf8(`${reference.number} ${reference.generation} obj\n`));
    bodyStarts.set(reference.number, length);
    append(body);
    append(toUtf8('\nendobj\n'));
  }
  const section = { file, offsets, nextNumber, position: file.length + length - file.base };
  append(SECTION_WRITERS[file.style](section));
  append(toUtf8(`startxref\n${section.position}\n%%EOF\n`));
  return { bytes: concatBytes(...parts), bodyStarts };
}

interface NewSection {
  readonly file: UpdatableFile;
  /** Of the new objects. */
  readonly offsets: ReadonlyMap<PdfReference, number>;
  readonly nextNumber: number;
  /** Where the section itself begins. */
  readonly position: number;
}

const SECTION_WRITERS = { table: writeTable, stream: writeStream } as const;

/** Section 7.5.4: each entry of 20 bytes. */
function writeTable({ file, offsets, nextNumber }: NewSection): Uint8Array {
  const subsections = consecutive([...offsets]).map((run) => {
    const entries = run.map(
      ([{ generation }, offset]) => `${padded(offset, 10)} ${padded(generation, 5)} n\r\n`,
    );
    return `${run[0]?.[0].number ?? 0} ${run.length}\n${entries.join('')}`;
  });
  const trailer = new Map([...file.trailer]).set('Size', nextNumber).set('Prev', file.startxref);
  return concatBytes(toUtf8(`xref\n${subsections.join('')}trailer\n`), writeObject(trailer), toUtf8('\n'));
}

const padded = (value: number, width: number): string => String(value).padStart(width, '0');

/** Section 7.5.8; not compressed, since there is little of it. It lists itself, too. */
function writeStream({ file, offsets, nextNumber, position }: NewSection): Uint8Array {
  const self = new PdfReference(nextNumber, 0);
  const runs = consecutive([...offsets, [self, position]]);
  const entries = runs.flat().map(([{ generation }, offset]) => {
    const entry = new Uint8Array(7);
    const view = new DataView(entry.buffer);
    view.setUint8(0, 1);
    view.setUint32(1, offset);
    view.setUint16(5, generation);
    return entry;
  });
  const description = dictionary({
    Type: new PdfName('XRef'),
    Size: nextNumber + 1,
    W: [1, 4, 2],
    Index: runs.flatMap((run) => [run[0]?.[0].number ?? 0, run.length]),
    Prev: file.startxref,
  });
  const stream = new PdfStream(new Map([...description, ...file.trailer]), concatBytes(...entries));
  return concatBytes(toUtf8(`${self.number} 0 obj\n`), writeObject(stream), toUtf8('\nendobj\n'));
}

type PlacedReference = readonly [PdfReference, number];

/** In the order of their numbers, and apart where one is missing. */
function consecutive(placed: readonly PlacedReference[]): readonly (readonly PlacedReference[])[] {
  const runs: PlacedReference[][] = [];
  let next = -1;
  for (const item of placed.toSorted(([left], [right]) => left.number - right.number)) {
    if (item[0].number === next) runs.at(-1)?.push(item);
    else runs.push([item]);
    next = item[0].number + 1;
  }
  return runs;
}
