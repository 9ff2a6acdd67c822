/** Where in a document a signature is to go: what of the file changes, and nothing of its bytes. */
import type { SignatureMark } from '../../shared/signing.ts';
import { DocumentRefused } from '../container.ts';
import { type FormField, readFormFields } from '../pdf/form-fields.ts';
import { type UpdatableFile, updatable } from '../pdf/incremental-update.ts';
import { findPage, rotationOf } from '../pdf/page-tree.ts';
import { latin1 } from '../pdf/pdf-characters.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import {
  isArray,
  isCount,
  type PdfArray,
  type PdfDictionary,
  PdfReference,
  PdfString,
} from '../pdf/pdf-object.ts';
import type { PlacedMark } from './signature-mark.ts';
import { lockedFieldNames, refuseCertified, refuseEncrypted } from './document-permissions.ts';

export interface SignaturePlace {
  readonly file: UpdatableFile;
  readonly catalog: IndirectDictionary;
  readonly form: Form;
  readonly page: IndirectDictionary;
  readonly annotations: Annotations;
  /** Of the new field, in ASCII. */
  readonly fieldName: string;
  readonly mark: PlacedMark | undefined;
}

interface IndirectDictionary {
  readonly reference: PdfReference;
  readonly dictionary: PdfDictionary;
}

interface Form {
  /** Undefined where it stands in the catalog itself, or nowhere. */
  readonly reference: PdfReference | undefined;
  readonly dictionary: PdfDictionary;
  readonly exists: boolean;
  readonly fields: PdfArray;
  readonly flags: number;
}

interface Annotations {
  /** Undefined where they stand in the page itself, or nowhere. */
  readonly reference: PdfReference | undefined;
  readonly items: PdfArray;
}

/**
 * @param identifier of the file as it is now
 * @throws DocumentRefused also for a page that is not there; SyntaxError for what is no sound PDF
 */
export async function findSignaturePlace(
  file: PdfFile,
  identifier: Uint8Array,
  mark?: SignatureMark,
): Promise<SignaturePlace> {
  refuseEncrypted(file);
  const fields = await readFormFields(file);
  await refuseCertified(file, fields);
  const page = await findPage(file, mark?.page ?? 1);
  if (!page) {
    if (mark) throw new DocumentRefused('pdf-page-missing');
    throw new SyntaxError('no page');
  }
  return {
    file: updatable(file, identifier),
    catalog: { reference: catalogReference(file), dictionary: await file.catalog() },
    form: await readForm(file),
    page,
    annotations: await readAnnotations(file, page.dictionary),
    fieldName: freeName(fields, await lockedFieldNames(file, fields)),
    mark: mark && { ...mark, rotation: await rotationOf(file, page) },
  };
}

function catalogReference(file: PdfFile): PdfReference {
  const root = file.trailer.get('Root');
  if (!(root instanceof PdfReference)) throw new SyntaxError('no catalog');
  return root;
}

async function readForm(file: PdfFile): Promise<Form> {
  const value = (await file.catalog()).get('AcroForm');
  const dictionary = await file.getDictionary(value);
  // The person is shown the pages, and would sign what another program shows instead.
  if ((await file.get(dictionary?.get('XFA'))) !== null) throw new DocumentRefused('pdf-dynamic');
  const flags = dictionary?.get('SigFlags');
  return {
    reference: dictionary && value instanceof PdfReference ? value : undefined,
    dictionary: dictionary ?? new Map(),
    exists: dictionary !== undefined,
    fields: await file.getArray(dictionary?.get('Fields')),
    flags: isCount(flags) ? flags : 0,
  };
}

async function readAnnotations(file: PdfFile, page: PdfDictionary): Promise<Annotations> {
  const value = page.get('Annots');
  const found = await file.get(value);
  if (isArray(found)) return { reference: value instanceof PdfReference ? value : undefined, items: found };
  if (found !== null) throw new SyntaxError('annotations that are no array');
  return { reference: undefined, items: [] };
}

/** One that neither a field has nor a lock names. */
function freeName(fields: readonly FormField[], locked: ReadonlySet<string>): string {
  const taken = new Set(locked);
  for (const { partialName, isTopLevel } of fields)
    if (isTopLevel && partialName instanceof PdfString) taken.add(asAscii(partialName.bytes));
  for (let number = 1; ; number += 1) {
    const name = `Signature${number}`;
    if (!taken.has(name)) return name;
  }
}

/** A name in ASCII, also where it is written in UTF-16; other names are none that would be chosen here. */
function asAscii(bytes: Uint8Array): string {
  return latin1(bytes)
    .replace(/^(?:\xfe\xff|\xef\xbb\xbf)/u, '')
    .replaceAll('\0', '');
}
