/** All signature dictionaries of a document: those of its form's fields, and those that no field has, which is odd. */
import { type FormField, readFormFields } from '../pdf/form-fields.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import {
  isArray,
  isDictionary,
  isName,
  type PdfDictionary,
  type PdfObject,
  PdfReference,
  PdfStream,
} from '../pdf/pdf-object.ts';

export interface FoundSignature {
  /** V of the field; not a dictionary where somebody has tampered with it. */
  readonly value: PdfObject;
  /** Undefined where it stands in its field itself. */
  readonly reference: PdfReference | undefined;
  /** How many fields it is the value of. */
  readonly fieldCount: number;
}

/** Each may cover all of a large file. */
const MAX_SIGNATURES = 100;

/** @throws SyntaxError also for more than anybody needs */
export async function findSignatures(file: PdfFile): Promise<readonly FoundSignature[]> {
  const ofFields = await signaturesOfFields(file, await readFormFields(file));
  const known = new Set(ofFields.map(({ value }) => value));
  const others = (await signatureDictionaries(file)).filter(({ value }) => !known.has(value));
  const all = [...ofFields, ...others];
  if (all.length > MAX_SIGNATURES) throw new SyntaxError('more signatures than are looked at');
  return all;
}

async function signaturesOfFields(
  file: PdfFile,
  fields: readonly FormField[],
): Promise<readonly FoundSignature[]> {
  const found = new Map<PdfObject, FoundSignature>();
  for (const { dictionary, type } of fields) {
    const reference = dictionary.get('V');
    const value = await file.get(reference);
    if (value === null || !(isName(type, 'Sig') || isSignature(value))) continue;
    const fieldCount = (found.get(value)?.fieldCount ?? 0) + 1;
    const place = reference instanceof PdfReference ? reference : undefined;
    found.set(value, { value, reference: place, fieldCount });
  }
  return [...found.values()];
}

/** What nobody uses may be broken, and cost time before it turns out to be. */
const MAX_BROKEN_OBJECTS = 8;

/** In any object that the cross-reference knows, used or not. */
async function signatureDictionaries(file: PdfFile): Promise<readonly FoundSignature[]> {
  const found: FoundSignature[] = [];
  let broken = 0;
  for (const [number, entry] of file.entries) {
    if (entry.kind === 'free') continue;
    const reference = new PdfReference(number, entry.kind === 'offset' ? entry.generation : 0);
    try {
      for (const value of signaturesIn(await file.get(reference)))
        found.push({ value, reference, fieldCount: 0 });
    } catch (error) {
      broken += 1;
      if (!(error instanceof SyntaxError) || broken > MAX_BROKEN_OBJECTS) throw error;
    }
  }
  return found;
}

/** Itself, or what is in it: nested only as deep as the parser goes. */
function signaturesIn(value: PdfObject): readonly PdfDictionary[] {
  if (isArray(value)) return value.flatMap(signaturesIn);
  const dictionary = value instanceof PdfStream ? value.dictionary : value;
  if (!isDictionary(dictionary)) return [];
  const inner = Array.from(dictionary.values()).flatMap(signaturesIn);
  return isSignature(dictionary) ? [dictionary, ...inner] : inner;
}

function isSignature(value: PdfObject): value is PdfDictionary {
  return isDictionary(value) && value.has('ByteRange') && value.has('Contents');
}
