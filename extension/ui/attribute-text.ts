/** The card's attributes as a person reads them. */
import type { AttributeValues } from '../../shared/attributes.ts';
import type { Attribute } from '../../shared/jpki.ts';
import type { MessageKey, Translate } from './text.ts';

export const ATTRIBUTE_NAME: Readonly<Record<Attribute, MessageKey>> = {
  name: 'attribute.name',
  address: 'attribute.address',
  birthDate: 'attribute.birth_date',
  sex: 'attribute.sex',
};

const SEX_NAME = {
  male: 'attribute.sex_male',
  female: 'attribute.sex_female',
  unknown: 'attribute.sex_unknown',
  'not-applicable': 'attribute.sex_not_applicable',
} as const satisfies Record<NonNullable<AttributeValues['sex']>, MessageKey>;

/** @returns undefined for what the card does not have */
export function attributeText(
  values: AttributeValues,
  attribute: Attribute,
  t: Translate,
): string | undefined {
  if (attribute === 'sex') return values.sex && t(SEX_NAME[values.sex]);
  if (attribute !== 'birthDate') return values[attribute];
  const [year = '', month = '', day = ''] = values.birthDate?.split('-') ?? [];
  return values.birthDate && t('attribute.date', [year, Number(month), Number(day)]);
}
