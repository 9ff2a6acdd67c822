import { equalBytes } from '../../shared/bytes.ts';
import { PdfName, type PdfObject, PdfReference, PdfString } from '../pdf/pdf-object.ts';

/** Whether they are the same reference, or the same value that holds no other. Of others nothing is said. */
export function isEqualScalar(before: PdfObject, after: PdfObject): boolean {
  if (before instanceof PdfName && after instanceof PdfName) return before.value === after.value;
  if (before instanceof PdfString && after instanceof PdfString) return equalBytes(before.bytes, after.bytes);
  if (before instanceof PdfReference && after instanceof PdfReference)
    return before.number === after.number && before.generation === after.generation;
  // The very same array may refer to objects that have changed.
  return (before === null || typeof before !== 'object') && before === after;
}
