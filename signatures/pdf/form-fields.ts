/** The fields of a document's interactive form (ISO 32000-2 section 12.7). */
import { isDictionary, type PdfDictionary, type PdfObject, PdfReference } from './pdf-object.ts';
import type { PdfFile } from './pdf-file.ts';

export interface FormField {
  /** Undefined for a field that stands in its parent itself, which only damaged files have. */
  readonly reference: PdfReference | undefined;
  readonly dictionary: PdfDictionary;
  /** T; undefined for what is only one of its parent's places on a page. */
  readonly partialName: PdfObject | undefined;
  /** FT, which fields inherit. */
  readonly type: PdfObject | undefined;
  /** V, as it stands; a place on a page has its field's. */
  readonly value: PdfObject | undefined;
  readonly isTopLevel: boolean;
}

/** All nodes of the tree, parents before their children. @throws SyntaxError */
export async function readFormFields(file: PdfFile): Promise<readonly FormField[]> {
  const form = await file.getDictionary((await file.catalog()).get('AcroForm'));
  const fields: FormField[] = [];
  const seen = new Set<number>();
  const open: Node[] = (await file.getArray(form?.get('Fields'))).map((value) => ({
    value,
    type: undefined,
  }));
  const topLevel = open.length;
  // The list grows while it is read: nothing is as deep as to fill the stack.
  for (let index = 0; index < open.length; index += 1) {
    const node = open[index];
    const dictionary = node && (await readNode(file, node.value, seen));
    if (!dictionary) continue;
    const field = fieldOf(node, dictionary, index < topLevel);
    fields.push(field);
    for (const kid of await file.getArray(dictionary.get('Kids'))) open.push({ value: kid, parent: field });
  }
  return fields;
}

interface Node {
  readonly value: PdfObject;
  readonly parent?: FormField;
}

async function readNode(
  file: PdfFile,
  value: PdfObject,
  seen: Set<number>,
): Promise<PdfDictionary | undefined> {
  if (value instanceof PdfReference) {
    if (seen.has(value.number)) return undefined;
    seen.add(value.number);
  }
  const found = await file.get(value);
  // Forms name fields that have been deleted, and nobody minds.
  return isDictionary(found) ? found : undefined;
}

function fieldOf({ value, parent }: Node, dictionary: PdfDictionary, isTopLevel: boolean): FormField {
  const isOnlyPlace = parent !== undefined && !dictionary.has('T');
  return {
    reference: value instanceof PdfReference ? value : undefined,
    dictionary,
    partialName: dictionary.get('T'),
    type: dictionary.get('FT') ?? parent?.type,
    value: dictionary.get('V') ?? (isOnlyPlace ? parent.value : undefined),
    isTopLevel,
  };
}
