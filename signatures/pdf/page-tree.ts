/** A page by its number (ISO 32000-2 section 7.7.3). */
import {
  isCount,
  isName,
  type PdfArray,
  type PdfDictionary,
  type PdfObject,
  PdfReference,
} from './pdf-object.ts';
import type { PdfFile } from './pdf-file.ts';

export interface Page {
  readonly reference: PdfReference;
  readonly dictionary: PdfDictionary;
}

/**
 * @param number from 1
 * @returns undefined for more than there are
 * @throws SyntaxError
 */
export async function findPage(file: PdfFile, number: number): Promise<Page | undefined> {
  const root = await file.getDictionary((await file.catalog()).get('Pages'));
  if (!root) throw new SyntaxError('no pages');
  const seen = new Set<number>();
  let kids = await file.getArray(root.get('Kids'));
  let before = 0;
  for (;;) {
    const step = await stepTo(file, kids, number - before, seen);
    if (!step) return undefined;
    if (step.page) return step.page;
    kids = step.kids;
    before += step.passed;
  }
}

type Step =
  | { readonly page: Page }
  | { readonly page?: never; readonly kids: PdfArray; readonly passed: number };

/** The page itself, or the node below which it is, and how many pages are before that. */
async function stepTo(
  file: PdfFile,
  kids: PdfArray,
  number: number,
  seen: Set<number>,
): Promise<Step | undefined> {
  let passed = 0;
  for (const kid of kids) {
    const { reference, dictionary } = await readNode(file, kid, seen);
    const isPage = isName(dictionary.get('Type'), 'Page') || !dictionary.has('Kids');
    const count = isPage ? 1 : await file.get(dictionary.get('Count'));
    if (!isCount(count)) throw new SyntaxError('pages that are not counted');
    if (number > passed + count) passed += count;
    else if (isPage) return { page: { reference, dictionary } };
    else return { kids: await file.getArray(dictionary.get('Kids')), passed };
  }
  return undefined;
}

async function readNode(file: PdfFile, kid: PdfObject, seen: Set<number>): Promise<Page> {
  const dictionary = await file.getDictionary(kid);
  if (!(kid instanceof PdfReference) || !dictionary || seen.has(kid.number))
    throw new SyntaxError('not a tree of pages');
  seen.add(kid.number);
  return { reference: kid, dictionary };
}

/** Trees of pages are not as deep as this. */
const MAX_ANCESTORS = 64;

/** By how many degrees a page is turned clockwise when it is shown: Rotate, which pages inherit (table 31). @throws SyntaxError */
export async function rotationOf(file: PdfFile, page: Page): Promise<number> {
  let node: PdfDictionary | undefined = page.dictionary;
  for (let depth = 0; node && depth < MAX_ANCESTORS; depth += 1) {
    const rotation = await file.get(node.get('Rotate'));
    if (typeof rotation === 'number') return ((rotation % 360) + 360) % 360;
    node = await file.getDictionary(node.get('Parent'));
  }
  return 0;
}
