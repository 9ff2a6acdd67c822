/** Where a file's objects are: one section of its cross-reference (ISO 32000-2 section 7.5.4 and 7.5.8). */
import type { PdfDictionary } from './pdf-object.ts';

export type CrossReferenceEntry =
  | { readonly kind: 'free' }
  /** @property offset from the first byte that counts, which is not always the file's first */
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'compressed'; readonly stream: number; readonly index: number };

/** By object number. */
export type CrossReferenceEntries = ReadonlyMap<number, CrossReferenceEntry>;

export interface CrossReferenceSection {
  readonly style: 'table' | 'stream';
  readonly entries: CrossReferenceEntries;
  readonly trailer: PdfDictionary;
}

export const FREE: CrossReferenceEntry = { kind: 'free' };
/** Annex C has fewer; a file needs an entry for each. */
export const MAX_OBJECT_NUMBER = 8_388_607;

/** How many entries a file's sections may still have: a few compressed bytes can claim millions. */
export interface EntryBudget {
  left: number;
}

/** A part of a section. @throws SyntaxError unless it may have this many entries */
export function spendEntries(budget: EntryBudget, first: number, count: number): void {
  budget.left -= count;
  if (budget.left < 0 || first + count > MAX_OBJECT_NUMBER + 1)
    throw new SyntaxError('a cross-reference with too many entries');
}
