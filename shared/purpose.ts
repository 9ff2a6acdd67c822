import * as v from 'valibot';

export const PURPOSE_MAX_LENGTH = 200;

/** The site's own words, shown as text: no control characters, and none that reorder the text around them. */
export const purposeSchema = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(PURPOSE_MAX_LENGTH),
  v.regex(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+$/u),
);
