/** `xref` … `trailer` (ISO 32000-2 sections 7.5.4 and 7.5.5). */
import {
  type CrossReferenceEntry,
  type CrossReferenceSection,
  type EntryBudget,
  FREE,
  spendEntries,
} from './cross-reference.ts';
import { isDictionary } from './pdf-object.ts';
import type { PdfParser } from './pdf-parser.ts';

/** From behind `xref`. Lines need not be of 20 bytes, which many writers get wrong. @throws SyntaxError */
export function readCrossReferenceTable(parser: PdfParser, budget: EntryBudget): CrossReferenceSection {
  const entries = new Map<number, CrossReferenceEntry>();
  while (!parser.skipWord('trailer')) {
    const first = parser.readCount();
    const count = parser.readCount();
    spendEntries(budget, first, count);
    for (let number = first; number < first + count; number += 1) {
      if (entries.has(number)) throw new SyntaxError('two entries for one object');
      entries.set(number, readEntry(parser));
    }
  }
  const trailer = parser.readObject();
  if (!isDictionary(trailer)) throw new SyntaxError('no trailer');
  return { style: 'table', entries, trailer };
}

function readEntry(parser: PdfParser): CrossReferenceEntry {
  const offset = parser.readCount();
  const generation = parser.readCount();
  const kind = parser.readWord();
  if (kind === 'f') return FREE;
  if (kind !== 'n') throw new SyntaxError('not an entry of a cross-reference table');
  // Some writers leave what they do not use in use, at no place where anything could be.
  return offset === 0 ? FREE : { kind: 'offset', offset, generation };
}
