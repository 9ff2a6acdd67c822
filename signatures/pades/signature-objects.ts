/** The objects that a signature adds to a document, and those that it changes (ISO 32000-2 section 12.7.5.5). */
import type { NewObject } from '../pdf/incremental-update.ts';
import { dictionary, type PdfDictionary, PdfName, type PdfObject, PdfReference } from '../pdf/pdf-object.ts';
import { writeObject } from '../pdf/pdf-writer.ts';
import { textString } from '../pdf/text-string.ts';
import { type MarkBitmap, markAppearance, markImage, markRectangle } from './signature-mark.ts';
import type { SignaturePlace } from './signature-place.ts';

export interface DrawnMark {
  readonly bitmap: MarkBitmap;
  /** What is in it, in words. */
  readonly text: string;
}

export interface SignatureObjects {
  readonly objects: readonly NewObject[];
  /** Of the signature dictionary. */
  readonly signature: PdfReference;
  readonly nextNumber: number;
}

/** Printed with the page, and not to be moved (table 167). */
const PRINT_AND_LOCKED = 4 + 128;
/** There are signatures, and the file is to be appended to only (table 225). */
const SIGNATURES_EXIST_APPEND_ONLY = 1 + 2;

export async function signatureObjects(
  place: SignaturePlace,
  signatureBody: Uint8Array,
  mark?: DrawnMark,
): Promise<SignatureObjects> {
  let nextNumber = place.file.nextNumber;
  const objects: NewObject[] = [];
  const put = (value: PdfObject, reference = new PdfReference(nextNumber, 0)): PdfReference => {
    nextNumber = Math.max(nextNumber, reference.number + 1);
    objects.push({ reference, body: writeObject(value) });
    return reference;
  };
  const signature = new PdfReference(nextNumber, 0);
  nextNumber += 1;
  objects.push({ reference: signature, body: signatureBody });
  const appearance = await markEntries(place, put, mark);
  const field = put(signatureField(place, signature, appearance));
  putForm(place, field, put);
  putAnnotation(place, field, put);
  return { objects, signature, nextNumber };
}

type Put = (value: PdfObject, reference?: PdfReference) => PdfReference;
type Entries = Readonly<Record<string, PdfObject | undefined>>;

async function markEntries({ mark }: SignaturePlace, put: Put, drawn?: DrawnMark): Promise<Entries> {
  if (!mark || !drawn) return { Rect: [0, 0, 0, 0] };
  const image = put(await markImage(drawn.bitmap));
  const text = textString(drawn.text);
  return {
    Rect: markRectangle(mark),
    AP: dictionary({ N: put(markAppearance(mark, image)) }),
    Contents: text,
    TU: text,
  };
}

/** The field and its one widget in one dictionary. */
function signatureField(place: SignaturePlace, signature: PdfReference, appearance: Entries): PdfDictionary {
  return dictionary({
    Type: new PdfName('Annot'),
    Subtype: new PdfName('Widget'),
    FT: new PdfName('Sig'),
    T: textString(place.fieldName),
    V: signature,
    P: place.page.reference,
    F: PRINT_AND_LOCKED,
    ...appearance,
  });
}

function putForm({ form, catalog }: SignaturePlace, field: PdfReference, put: Put): void {
  const changed = new Map(form.dictionary)
    .set('Fields', [...form.fields, field])
    .set('SigFlags', form.flags | SIGNATURES_EXIST_APPEND_ONLY);
  if (form.reference) put(changed, form.reference);
  else
    put(new Map(catalog.dictionary).set('AcroForm', form.exists ? changed : put(changed)), catalog.reference);
}

function putAnnotation({ annotations, page }: SignaturePlace, field: PdfReference, put: Put): void {
  const changed = [...annotations.items, field];
  if (annotations.reference) put(changed, annotations.reference);
  else put(new Map(page.dictionary).set('Annots', changed), page.reference);
}
