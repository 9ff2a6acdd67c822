/** Compares values whatever they mean: what is to be said of a difference is given. */
import { isArray, isDictionary, type PdfDictionary, PdfStream } from '../pdf/pdf-object.ts';
import type { DocumentChange } from '../signature-report.ts';
import { isEqualScalar } from './equal-scalar.ts';
import type { Comparison, Pair, Phase, Rule } from './revision-comparison.ts';

/** When an entry of a dictionary is compared, and by which rule. */
export type CompareEntry = readonly [Phase, Rule] | 'passed-over';
/** By key. */
export type CompareEntries = Readonly<Record<string, CompareEntry>>;

/** Everything, down to the last reference; each difference is this change. @param special entries of some dictionaries */
export function compareAll(
  phase: Phase,
  change: DocumentChange,
  special: (dictionary: PdfDictionary) => CompareEntries = () => ({}),
): Rule {
  const inner: CompareEntry = [phase, rule];
  function rule({ before, after }: Pair, comparison: Comparison): undefined {
    if (isDictionary(before) && isDictionary(after)) {
      compareEntries({ before, after }, comparison, special(after), inner);
    } else if (isArray(before) && isArray(after)) {
      compareItems(inner, change)({ before, after }, comparison);
    } else if (before instanceof PdfStream && after instanceof PdfStream) {
      const dictionaries = { before: before.dictionary, after: after.dictionary };
      compareEntries(dictionaries, comparison, STREAM, inner);
      if (!comparison.equalContent(before.content, after.content)) comparison.changed(change);
    } else if (!isEqualScalar(before, after)) {
      comparison.changed(change);
    }
  }
  return rule;
}

/** Both contents are compared, whichever way their lengths are told. */
const STREAM: CompareEntries = { Length: 'passed-over' };

export function compareEntries(
  { before, after }: { readonly before: PdfDictionary; readonly after: PdfDictionary },
  comparison: Comparison,
  entries: CompareEntries,
  others: CompareEntry,
): void {
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const entry = Object.hasOwn(entries, key) ? entries[key] : undefined;
    compareBy(
      entry ?? others,
      { before: before.get(key) ?? null, after: after.get(key) ?? null },
      comparison,
    );
  }
}

function compareBy(entry: CompareEntry, pair: Pair, comparison: Comparison): void {
  if (entry !== 'passed-over') comparison.compareLater(...entry, pair);
}

/** As many as before, each in its place. */
export function compareItems(
  item: CompareEntry,
  change: DocumentChange,
): (pair: Pair, comparison: Comparison) => undefined {
  return ({ before, after }, comparison) => {
    if (!isArray(before) || !isArray(after) || before.length !== after.length) {
      comparison.changed(change);
      return undefined;
    }
    for (const [index, value] of before.entries())
      compareBy(item, { before: value, after: after[index] ?? null }, comparison);
    return undefined;
  };
}
