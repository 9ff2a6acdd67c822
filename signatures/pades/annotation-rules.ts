/** What may change among the annotations and the form's fields of a signed document: further signatures are added. */
import { isArray, isDictionary, isName, type PdfObject, PdfReference } from '../pdf/pdf-object.ts';
import type { DocumentChange } from '../signature-report.ts';
import { signingBy, signingOfEmpty } from './added-signature.ts';
import { compareAll, compareEntries, type CompareEntries, type CompareEntry } from './compare-values.ts';
import type { Comparison, Pair, Phase, Rule } from './revision-comparison.ts';

/** What nobody may change. */
export const compareContent: Rule = compareAll('content', 'content-changed', (dictionary) =>
  // From the structure to an annotation (ISO 32000-2 section 14.7.5.3).
  isName(dictionary.get('Type'), 'OBJR') ? { Obj: ['annotations', compareAnnotation] } : {},
);
const compareAppearance = compareAll('content', 'annotation-changed');
const compareFieldValue = compareAll('content', 'form-filled');

/** Table 166. Pages have been compared before. */
const ANNOTATION: CompareEntries = {
  P: ['content', compareContent],
  Parent: ['annotations', compareAnnotation],
  Popup: ['annotations', compareAnnotation],
  IRT: ['annotations', compareAnnotation],
};

export const compareAnnotations: Rule = (pair, comparison) =>
  compareGrowing(pair, comparison, ['annotations', compareAnnotation], 'annotation-changed');

function compareAnnotation(pair: Pair, comparison: Comparison): ReturnType<Rule> {
  const { before, after } = pair;
  if (!isDictionary(before) || !isDictionary(after)) return compareAppearance(pair, comparison);
  const isField = isName(after.get('Subtype'), 'Widget') || after.has('FT') || after.has('Kids');
  if (isField) return compareField(pair, comparison);
  compareEntries({ before, after }, comparison, ANNOTATION, ['content', compareAppearance]);
  return undefined;
}

/** Table 224. */
const FORM: CompareEntries = {
  Fields: ['fields', compareFields],
  SigFlags: 'passed-over',
  // Signers bring fonts of their own.
  DR: ['fields', compareGrowingResources(['fields', compareGrowingResources(['content', compareContent])])],
};
/** By what is common to its fields, of which there were none. */
const NEW_FORM: CompareEntries = { ...FORM, DR: 'passed-over', DA: 'passed-over' };

export const compareForm: Rule = (pair, comparison) => {
  const before = pair.before ?? new Map<string, PdfObject>();
  const { after } = pair;
  if (!isDictionary(before) || !isDictionary(after)) return compareFieldValue(pair, comparison);
  const entries = pair.before === null ? NEW_FORM : FORM;
  compareEntries({ before, after }, comparison, entries, ['content', compareFieldValue]);
  return 'lenient';
};

/** Entries may be added, and none changed. */
function compareGrowingResources(entry: CompareEntry): Rule {
  return (pair, comparison) => {
    const { before, after } = pair;
    if (before === null) return 'lenient';
    if (!isDictionary(before) || !isDictionary(after)) return compareContent(pair, comparison);
    const kept = new Map([...after].filter(([key]) => before.has(key)));
    compareEntries({ before, after: kept }, comparison, {}, entry);
    return 'lenient';
  };
}

function compareFields(pair: Pair, comparison: Comparison): ReturnType<Rule> {
  return compareGrowing(pair, comparison, ['fields', compareField], 'form-filled');
}

/** Table 226. */
const FIELD: CompareEntries = {
  P: ['content', compareContent],
  Parent: ['fields', compareField],
  Kids: ['fields', compareFields],
};
/** What signing a field that was there for it does to it. */
const SIGNED_FIELD: CompareEntries = {
  ...FIELD,
  V: 'passed-over',
  AP: 'passed-over',
  M: 'passed-over',
  F: 'passed-over',
};

async function compareField(pair: Pair, comparison: Comparison): Promise<Awaited<ReturnType<Rule>>> {
  const { before, after } = pair;
  if (!isDictionary(before) || !isDictionary(after)) return compareFieldValue(pair, comparison);
  const signing = await signingOfEmpty(comparison.after, before, after);
  if (signing) comparison.changed(signing);
  compareEntries({ before, after }, comparison, signing ? SIGNED_FIELD : FIELD, [
    'content',
    compareFieldValue,
  ]);
  return signing && 'lenient';
}

/** A list to which signatures may be added, and nothing else. What was in it stays, in its order, which decides what lies above. */
async function compareGrowing(
  pair: Pair,
  comparison: Comparison,
  [phase, rule]: readonly [Phase, Rule],
  change: DocumentChange,
): Promise<undefined> {
  const before = pair.before ?? [];
  const after = pair.after ?? [];
  if (!isArray(before) || !isArray(after)) {
    comparison.changed(change);
    return;
  }
  const wereThere = new Set(before.map(keyOf));
  let kept = 0;
  for (const value of after) {
    const counterpart = before[kept];
    if (counterpart !== undefined && keyOf(counterpart) === keyOf(value)) {
      comparison.compareLater(phase, rule, { before: counterpart, after: value });
      kept += 1;
    } else {
      const isNew = !wereThere.has(keyOf(value));
      comparison.changed((isNew ? await signingBy(comparison.after, value) : undefined) ?? change);
    }
  }
  if (kept < before.length) comparison.changed(change);
}

/** Of a reference; what stands in the list itself is compared in its place. */
function keyOf(value: PdfObject): string {
  return value instanceof PdfReference ? `${value.number} ${value.generation}` : 'direct';
}
