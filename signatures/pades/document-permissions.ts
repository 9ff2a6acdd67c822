/** Whether the authors of a document and its earlier signers allow a further signature. */
import { DocumentRefused } from '../container.ts';
import type { FormField } from '../pdf/form-fields.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import { isDictionary, isName, type PdfDictionary, type PdfObject, PdfString } from '../pdf/pdf-object.ts';
import { latin1 } from '../pdf/pdf-characters.ts';

/** @throws DocumentRefused `pdf-encrypted` */
export function refuseEncrypted(file: PdfFile): void {
  if (file.trailer.has('Encrypt')) throw new DocumentRefused('pdf-encrypted');
}

/** @throws DocumentRefused `pdf-certified` */
export async function refuseCertified(file: PdfFile, fields: readonly FormField[]): Promise<void> {
  const permissions = await file.getDictionary((await file.catalog()).get('Perms'));
  await refuseFinal(file, permissions?.get('DocMDP'));
  for (const field of fields) {
    if (field.value === undefined || !isName(field.type, 'Sig')) continue;
    await refuseFinal(file, field.value);
    // The lock of a field that has been signed (ISO 32000-2 table 236).
    const lock = await file.getDictionary(field.dictionary.get('Lock'));
    if (lock?.get('P') === NO_CHANGES) throw new DocumentRefused('pdf-certified');
  }
}

/** ISO 32000-2 table 257: any change to the document invalidates the signature. */
const NO_CHANGES = 1;

/** @param signature value of a signature field */
async function refuseFinal(file: PdfFile, signature: PdfObject | undefined): Promise<void> {
  for (const { method, parameters } of await transforms(file, signature))
    if (method === 'DocMDP' && parameters.get('P') === NO_CHANGES) throw new DocumentRefused('pdf-certified');
}

/** Names of fields that earlier signers have locked, whether there are such fields or not (FieldMDP). */
export async function lockedFieldNames(
  file: PdfFile,
  fields: readonly FormField[],
): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const field of fields) {
    for (const { method, parameters } of await transforms(file, field.value)) {
      if (method !== 'FieldMDP') continue;
      for (const name of await file.getArray(parameters.get('Fields')))
        if (name instanceof PdfString) names.add(latin1(name.bytes));
    }
  }
  return names;
}

interface Transform {
  readonly method: 'DocMDP' | 'FieldMDP';
  readonly parameters: PdfDictionary;
}

/** Signature references (ISO 32000-2 section 12.8.1, table 256). */
async function transforms(file: PdfFile, signature: PdfObject | undefined): Promise<readonly Transform[]> {
  const value = await file.get(signature);
  const found: Transform[] = [];
  if (!isDictionary(value)) return found;
  for (const item of await file.getArray(value.get('Reference'))) {
    const reference = await file.getDictionary(item);
    const parameters =
      (await file.getDictionary(reference?.get('TransformParams'))) ?? new Map<string, PdfObject>();
    for (const method of ['DocMDP', 'FieldMDP'] as const)
      if (isName(reference?.get('TransformMethod'), method)) found.push({ method, parameters });
  }
  return found;
}
