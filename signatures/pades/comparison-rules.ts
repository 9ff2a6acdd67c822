/**
 * What may change in a signed document, and what it means when anything else does. What no table names is content, which
 * nobody may change (docs/decisions/0021-a-reader-of-pdf-of-our-own.md).
 */
import { isDictionary, type PdfObject } from '../pdf/pdf-object.ts';
import { compareAnnotations, compareContent, compareForm } from './annotation-rules.ts';
import { compareAll, type CompareEntries, compareEntries, compareItems } from './compare-values.ts';
import type { Comparison, Pair, Rule } from './revision-comparison.ts';

/** ISO 32000-2 table 29. */
const CATALOG: CompareEntries = {
  Pages: ['pages', comparePageNode],
  AcroForm: ['fields', compareForm],
  DSS: ['free', compareAll('free', 'validation-data-added')],
  // Nothing of these is shown: by what, when and for which readers an update was written.
  Extensions: 'passed-over',
  Metadata: 'passed-over',
  Version: 'passed-over',
};

export const compareCatalogs: Rule = ({ before, after }, comparison) => {
  if (!isDictionary(before) || !isDictionary(after)) throw new SyntaxError('no catalog');
  compareEntries({ before, after }, comparison, CATALOG, ['content', compareContent]);
  return 'lenient';
};

/** Table 349. */
const INFORMATION: CompareEntries = {
  ModDate: 'passed-over',
  Producer: 'passed-over',
  Creator: 'passed-over',
};

export const compareInformation: Rule = (pair, comparison) => {
  const before = pair.before ?? new Map<string, PdfObject>();
  const after = pair.after ?? new Map<string, PdfObject>();
  if (!isDictionary(before) || !isDictionary(after)) return compareContent(pair, comparison);
  compareEntries({ before, after }, comparison, INFORMATION, ['content', compareContent]);
  return 'lenient';
};

/** Of pages, and of what holds them (tables 30 and 31). */
const PAGE_NODE: CompareEntries = {
  Kids: ['pages', compareItems(['pages', comparePageNode], 'content-changed')],
  Parent: ['pages', comparePageNode],
  Annots: ['annotations', compareAnnotations],
};

function comparePageNode(pair: Pair, comparison: Comparison): ReturnType<Rule> {
  const { before, after } = pair;
  if (!isDictionary(before) || !isDictionary(after)) return compareContent(pair, comparison);
  compareEntries({ before, after }, comparison, PAGE_NODE, ['content', compareContent]);
  return undefined;
}
