import { Constructed, ObjectIdentifier, Utf8String } from 'asn1js';
import type { GeneralName } from 'pkijs';
import type { CardAttributes } from '../card/card-attributes.ts';

export type Holder = Partial<CardAttributes>;

/**
 * The holder by the other names (RFC 5280 section 4.2.1.6) of the signature certificate's subjectAltName, by their
 * object identifiers, whatever their order. docs/card.md, "Certificates".
 */
export function holderOf(names: readonly GeneralName[]): Holder {
  const texts = new Map(
    names.flatMap(({ type, value }: GeneralNameParts) => (type === OTHER_NAME ? otherName(value) : [])),
  );
  const name = texts.get(HOLDER_NAME.name);
  const address = texts.get(HOLDER_NAME.address);
  const birthDate = parseBirth(texts.get(HOLDER_NAME.birth) ?? '');
  const sex = texts.get(HOLDER_NAME.sex);
  return {
    ...(name !== undefined && { name }),
    ...(address !== undefined && { address }),
    ...(birthDate !== undefined && { birthDate }),
    ...(sex !== undefined && { sex: SEX_OF_CODE.get(sex) ?? 'unknown' }),
  };
}

/** The value's type in pkijs is any. */
interface GeneralNameParts {
  readonly type: number;
  readonly value: unknown;
}

const OTHER_NAME = 0;

const HOLDER_NAME = {
  name: '1.2.392.200149.8.5.5.1',
  sex: '1.2.392.200149.8.5.5.3',
  birth: '1.2.392.200149.8.5.5.4',
  address: '1.2.392.200149.8.5.5.5',
} as const;

/** Sources differ on what stands for unknown, so every other code does. */
const SEX_OF_CODE: ReadonlyMap<string, NonNullable<Holder['sex']>> = new Map([
  ['1', 'male'],
  ['2', 'female'],
  ['9', 'not-applicable'],
]);

/** The OtherName's identifier and text; nothing for what is no text. */
function otherName(value: unknown): (readonly [string, string])[] {
  if (!(value instanceof Constructed)) return [];
  const [identifier, explicit] = value.valueBlock.value;
  if (!(identifier instanceof ObjectIdentifier) || !(explicit instanceof Constructed)) return [];
  const [text] = explicit.valueBlock.value;
  return text instanceof Utf8String ? [[identifier.getValue(), text.getValue()]] : [];
}

/** EYYYYMMDD: the era, which the year of the Gregorian calendar repeats, then the day. */
function parseBirth(text: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^[0-5](\d{4})(\d\d)(\d\d)$/u.exec(text) ?? [];
  const iso = `${year}-${month}-${day}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? iso : undefined;
}
