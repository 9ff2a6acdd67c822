/** The card's attributes as a person reads them. */
import { type EraYear, eraYearOf } from '../calendar/era.ts';
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
  return values.birthDate && dateText(values.birthDate, t);
}

/** @param date YYYY-MM-DD */
export function dateText(date: string, t: Translate): string {
  const language = t('language');
  const western = new Intl.DateTimeFormat(t('attribute.date_locale'), { dateStyle: 'long', timeZone: 'UTC' });
  const text = western.format(new Date(date));
  const eraYear = language === 'ja' ? eraYearOf(date) : undefined;
  return eraYear ? text.replace('年', `年（${eraYearText(eraYear)}）`) : text;
}

/** The first year of an era is 元年. */
function eraYearText({ era, year }: EraYear): string {
  return `${era.kanji}${year === 1 ? '元' : year}年`;
}
