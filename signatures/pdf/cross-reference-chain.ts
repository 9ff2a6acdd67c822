/** All sections of a file's cross-reference, from the newest to the oldest (ISO 32000-2 sections 7.5.6 and 7.5.8.4). */
import type { CrossReferenceEntry, CrossReferenceSection } from './cross-reference.ts';
import { readCrossReferenceStream } from './cross-reference-stream.ts';
import { readCrossReferenceTable } from './cross-reference-table.ts';
import { type ObjectStore, readStream } from './object-store.ts';
import { isCount, isDictionary, type PdfDictionary } from './pdf-object.ts';
import { PdfParser } from './pdf-parser.ts';

/** Whether a section begins here. */
export function isSectionAt(bytes: Uint8Array, position: number): boolean {
  try {
    const parser = new PdfParser(bytes, position, 'file');
    if (parser.skipWord('xref')) return true;
    parser.readCount();
    parser.readCount();
    return parser.skipWord('obj');
  } catch {
    return false;
  }
}

/**
 * @param base where offsets count from
 * @param startxref of the newest section
 * @param end of the file as it is to be read
 * @throws SyntaxError
 */
export async function readSections(
  store: ObjectStore,
  base: number,
  startxref: number,
  end: number,
): Promise<readonly CrossReferenceSection[]> {
  const sections: CrossReferenceSection[] = [];
  const seen = new Set<number>();
  for (let offset: number | undefined = startxref; offset !== undefined; ) {
    if (seen.has(offset)) throw new SyntaxError('sections in a circle');
    seen.add(offset);
    const section = await readSection(store, base + offset, end);
    const hybrid = offsetOf(section.trailer, 'XRefStm');
    sections.push(
      hybrid === undefined ? section : withHidden(section, await readSection(store, base + hybrid, end)),
    );
    offset = offsetOf(section.trailer, 'Prev');
  }
  return sections;
}

function offsetOf(trailer: PdfDictionary, key: string): number | undefined {
  const offset = trailer.get(key);
  if (offset !== undefined && !isCount(offset)) throw new SyntaxError(`an odd ${key}`);
  return offset;
}

function readSection(store: ObjectStore, position: number, end: number): Promise<CrossReferenceSection> {
  if (position >= end) throw new SyntaxError('a section behind the end');
  return store.section(position, () => {
    const parser = new PdfParser(store.bytes, position, 'file', end);
    if (!parser.skipWord('xref')) return readStreamSection(store, position);
    const section = readCrossReferenceTable(parser, store);
    store.spend(parser.position - position);
    return Promise.resolve(section);
  });
}

/** Its length stands in it, since nothing else can be found yet. */
function readStreamSection(store: ObjectStore, position: number): Promise<CrossReferenceSection> {
  const placed = store.readAt(position);
  const length = isDictionary(placed.value) ? (placed.value.get('Length') ?? null) : null;
  return readCrossReferenceStream(readStream(store.bytes, placed, length), store);
}

/** What readers before PDF 1.5 take for free has its entry in a stream beside the table (section 7.5.8.4). */
function withHidden(table: CrossReferenceSection, hidden: CrossReferenceSection): CrossReferenceSection {
  const entries = new Map<number, CrossReferenceEntry>(hidden.entries);
  for (const [number, entry] of table.entries)
    if (entry.kind !== 'free' || !entries.has(number)) entries.set(number, entry);
  return { ...table, entries };
}
