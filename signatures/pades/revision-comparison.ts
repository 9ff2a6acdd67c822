/**
 * What was done to a document after a signature: the signed revision and the newest one, compared value by value from their
 * catalogs on. Where something changed decides what the change is: the rules are in comparison-rules.ts.
 */
import { equalBytes } from '../../shared/bytes.ts';
import { readFormFields } from '../pdf/form-fields.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import { type PdfObject, PdfReference } from '../pdf/pdf-object.ts';
import type { DocumentChange } from '../signature-report.ts';
import { isEqualScalar } from './equal-scalar.ts';
import { compareCatalogs, compareInformation } from './comparison-rules.ts';
import { FieldIndex } from './field-index.ts';

/** Two values at the same place of two revisions. */
export interface Pair {
  readonly before: PdfObject;
  readonly after: PdfObject;
}

/**
 * Says what it finds of two values that are not references, and what else is to be compared.
 * @returns `lenient` when it has passed something over because of the place where it stands: what else leads there by another way
 * is looked at again
 */
export type Rule = (pair: Pair, comparison: Comparison) => Promise<Verdict> | Verdict;
type Verdict = 'lenient' | undefined;

/**
 * When it is compared. A page is also the target of links, a field also has a place in the structure: they are compared as
 * what they are before anything that leads to them by another way. And what may change is looked at last, when all that
 * it could share with the content has been compared.
 */
export const PHASES = ['pages', 'annotations', 'fields', 'content', 'free'] as const;
export type Phase = (typeof PHASES)[number];

/** What a rule has at hand. */
export interface Comparison {
  readonly before: Revision;
  readonly after: Revision;
  changed(change: DocumentChange): void;
  compareLater(phase: Phase, rule: Rule, pair: Pair): void;
  /** Both as they stand in their files. */
  equalContent(before: Uint8Array, after: Uint8Array): boolean;
}

export interface Revision {
  readonly file: PdfFile;
  readonly fields: FieldIndex;
}

/** Compares one newest revision with earlier ones. What they can make it do is bounded for all of them together. */
export class RevisionComparison {
  readonly #newest: PdfFile;
  readonly #allowance: Allowance;

  constructor(newest: PdfFile) {
    this.#newest = newest;
    this.#allowance = {
      pairs: 100_000 + 20 * newest.entries.size,
      bytes: 1_000_000 + 4 * newest.bytes.length,
    };
  }

  /** Never throws for what is in the files: what cannot be compared is `unreadable`. */
  async changesSince(signed: PdfFile): Promise<readonly DocumentChange[]> {
    const changes = new Set<DocumentChange>();
    try {
      await compare(await revision(signed), await revision(this.#newest), this.#allowance, changes);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      changes.add('unreadable');
    }
    return changes.size === 0 ? ['nothing-visible'] : [...changes];
  }
}

async function revision(file: PdfFile): Promise<Revision> {
  return { file, fields: new FieldIndex(await readFormFields(file)) };
}

interface Allowance {
  pairs: number;
  bytes: number;
}

interface Item extends Pair {
  readonly phase: Phase;
  readonly rule: Rule;
}

async function compare(
  before: Revision,
  after: Revision,
  allowance: Allowance,
  changes: Set<DocumentChange>,
): Promise<void> {
  const open: Record<Phase, Item[]> = { pages: [], annotations: [], fields: [], content: [], free: [] };
  const seen = new SeenPairs();
  const comparison: Comparison = {
    before,
    after,
    changed: (change) => changes.add(change),
    compareLater(phase, rule, { before: left, after: right }) {
      // Most of what there is: names and numbers that are the same.
      if (!(left instanceof PdfReference) && isEqualScalar(left, right)) return;
      open[phase].push({ before: left, after: right, phase, rule });
    },
    equalContent(left, right) {
      if (left.length !== right.length) return false;
      // The same place in the same file.
      if (left.byteOffset === right.byteOffset && left.buffer === right.buffer) return true;
      allowance.bytes -= left.length;
      if (allowance.bytes < 0) throw new SyntaxError('more than is compared');
      return equalBytes(left, right);
    },
  };
  comparison.compareLater('pages', compareCatalogs, roots(before, after));
  comparison.compareLater('free', compareInformation, information(before, after));
  for (let item = next(open); item; item = next(open)) {
    allowance.pairs -= 1;
    if (allowance.pairs < 0) throw new SyntaxError('more than is compared');
    if (seen.has(item)) continue;
    const pair = { before: await before.file.get(item.before), after: await after.file.get(item.after) };
    seen.add(item, await item.rule(pair, comparison));
  }
}

function roots(before: Revision, after: Revision): Pair {
  return { before: before.file.trailer.get('Root') ?? null, after: after.file.trailer.get('Root') ?? null };
}

function information(before: Revision, after: Revision): Pair {
  return { before: before.file.trailer.get('Info') ?? null, after: after.file.trailer.get('Info') ?? null };
}

function next(open: Record<Phase, Item[]>): Item | undefined {
  const phase = PHASES.find((name) => open[name].length > 0);
  return phase && open[phase].pop();
}

/** Two objects are compared with each other once, or, after a lenient look, once more as content. */
class SeenPairs {
  readonly #leniently = new Set<number | string>();
  readonly #fully = new Set<number | string>();

  has(item: Item): boolean {
    const key = keyOf(item);
    if (key === undefined) return false;
    return this.#fully.has(key) || (item.phase !== 'content' && this.#leniently.has(key));
  }

  add(item: Item, verdict: Verdict): void {
    const key = keyOf(item);
    if (key === undefined) return;
    if (verdict === 'lenient') this.#leniently.add(key);
    else this.#fully.add(key);
  }
}

function keyOf({ before, after }: Pair): number | string | undefined {
  if (!(before instanceof PdfReference && after instanceof PdfReference)) return undefined;
  const isPlain = before.generation === 0 && after.generation === 0 && after.number < NUMBERS;
  if (isPlain) return before.number * NUMBERS + after.number;
  return `${before.number} ${before.generation} ${after.number} ${after.generation}`;
}

/** More than a file has objects, and few enough that two of them make a number. */
const NUMBERS = 2 ** 24;
