/** The four attributes of 券面事項入力補助AP, as they travel from the card to the person and to whom they give them. */
import * as v from 'valibot';

/** ISO/IEC 5218, as far as the card goes beyond male and female. */
export const SEXES = ['male', 'female', 'unknown', 'not-applicable'] as const;

/** 氏名 and 住所 as the card has them. */
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(512));

/** Those that were asked for. */
export const attributeValuesSchema = v.strictObject({
  /** U+3000 between family and given name. */
  name: v.optional(text),
  address: v.optional(text),
  /** YYYY-MM-DD */
  birthDate: v.optional(v.pipe(v.string(), v.isoDate())),
  sex: v.optional(v.picklist(SEXES)),
});
export type AttributeValues = v.InferOutput<typeof attributeValuesSchema>;

export const readAttributesResultSchema = v.strictObject({ attributes: attributeValuesSchema });
export type ReadAttributesResult = v.InferOutput<typeof readAttributesResultSchema>;
