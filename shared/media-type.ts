import * as v from 'valibot';

/** RFC 6838 section 4.2, with parameters (RFC 9110 section 8.3.1). */
export const mediaTypeSchema = v.pipe(
  v.string(),
  v.maxLength(127),
  v.regex(/^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*(?:; ?[\x20-\x7e]+)?$/iu),
);

/** Type and subtype, without parameters and in lower case, in which two of them can be compared. */
export function essenceOf(mediaType: string): string {
  return (mediaType.split(';')[0] ?? '').trim().toLowerCase();
}
