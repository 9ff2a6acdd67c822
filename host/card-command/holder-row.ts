import type { Attribute } from '../../shared/jpki.ts';
import type { CardAttributes } from '../card/card-attributes.ts';
import type { CardTexts } from './texts.ts';

/** One attribute of the holder, with its name before it. */
export function holderRow(
  attribute: Attribute,
  { name, address, birthDate, sex }: Partial<CardAttributes>,
  texts: CardTexts,
): string[] {
  const spelled = {
    name,
    address,
    birthDate: birthDate === undefined ? undefined : texts.birthDate(birthDate),
    sex: sex === undefined ? undefined : texts.sex[sex],
  };
  return [texts.attribute[attribute], spelled[attribute] ?? texts.sex.unknown];
}
