/** Whether what was added to a signed document is a further signature, which everybody may add. */
import type { FormField } from '../pdf/form-fields.ts';
import { isArray, isDictionary, isName, type PdfDictionary, type PdfObject } from '../pdf/pdf-object.ts';
import type { DocumentChange } from '../signature-report.ts';
import type { Revision } from './revision-comparison.ts';
import { isDocumentTimestamp } from './signature-value.ts';

type SigningChange = Extract<DocumentChange, 'signature-added' | 'timestamp-added'>;

/**
 * Of a new field or of its place on a page. It is one of the form's, so that its signature is reported on, too.
 * @returns undefined when it is anything but a signature
 */
export async function signingBy(after: Revision, value: PdfObject): Promise<SigningChange | undefined> {
  const field = after.fields.at(value);
  return field && signingOf(after, field);
}

async function signingOf({ file }: Revision, field: FormField): Promise<SigningChange | undefined> {
  const value = await file.get(field.value);
  if (!isName(field.type, 'Sig') || !isDictionary(value)) return undefined;
  if (!value.has('Contents') || !value.has('ByteRange')) return undefined;
  if (!isDocumentTimestamp(value)) return 'signature-added';
  // Nobody is asked whose time stamp it is: it may show nothing.
  return isInvisible(field.dictionary) ? 'timestamp-added' : undefined;
}

/** A field that was there to be signed, and has been. @param before as it was, signed or not */
export async function signingOfEmpty(
  after: Revision,
  before: PdfDictionary,
  signed: PdfDictionary,
): Promise<SigningChange | undefined> {
  const field = before.has('V') ? undefined : after.fields.of(signed);
  return field && signingOf(after, field);
}

function isInvisible(widget: PdfDictionary): boolean {
  const rectangle = widget.get('Rect');
  if (rectangle === undefined) return true;
  const [left, bottom, right, top] = isArray(rectangle) ? rectangle : [];
  return left === right || bottom === top;
}
