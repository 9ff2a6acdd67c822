/** What of the person's attributes belongs into a field: a text, or one of its options. */
import type { AttributeValues } from '../../shared/attributes.ts';
import { eraNamed, numberIn } from './date-options.ts';
import { type EraYear, eraYearOf } from '../calendar/era.ts';
import type { FieldKind } from './classify-field.ts';
import type { FieldDescription, FieldOption } from './field-description.ts';
import { splitAddress } from './japanese-address.ts';

/** What else is in the form decides what a field is left with: a year beside an era, a street beside a city. */
export interface FormContext {
  readonly kinds: ReadonlySet<FieldKind>;
}

/** @returns the text to write, or the number of the option to choose; undefined when there is nothing that fits */
export function fieldValue(
  kind: FieldKind,
  field: FieldDescription,
  values: AttributeValues,
  form: FormContext,
): string | number | undefined {
  if (field.control === 'select' || field.control === 'radio') return chooseOption(kind, field, values, form);
  const text = TEXT[kind](values, form, field);
  return text === undefined || text === '' || text.length > (field.maxLength ?? Infinity) ? undefined : text;
}

type TextOf = (values: AttributeValues, form: FormContext, field: FieldDescription) => string | undefined;

const TEXT: Readonly<Record<FieldKind, TextOf>> = {
  name: ({ name }) => name,
  'family-name': ({ name }) => nameParts(name)?.family,
  'given-name': ({ name }) => nameParts(name)?.given,
  address: ({ address }, form) => addressBeside(address, form),
  prefecture: ({ address }) => address && splitAddress(address).prefecture,
  city: ({ address }) => address && splitAddress(address).city,
  street: ({ address }) => address && splitAddress(address).street,
  'birth-date': ({ birthDate }, _form, field) => birthDate && writtenDate(birthDate, field),
  'birth-era': ({ birthDate }) => birthDate && eraYearOf(birthDate)?.era.kanji,
  'birth-year': ({ birthDate }, form) => birthDate && yearBeside(birthDate, form),
  'birth-month': ({ birthDate }, _form, { maxLength }) => birthDate && numberAt(birthDate, 5, maxLength),
  'birth-day': ({ birthDate }, _form, { maxLength }) => birthDate && numberAt(birthDate, 8, maxLength),
  sex: ({ sex }) => sex && SEX_TEXT[sex],
  'individual-number': () => undefined,
};

/** Family and given name stand in this order, with U+3000 between them; a single name has no parts. */
function nameParts(name: string | undefined): { family: string; given: string } | undefined {
  const [family, ...given] = name?.split(/[\u3000 ]+/u) ?? [];
  return family === undefined || given.length === 0 ? undefined : { family, given: given.join(' ') };
}

/** 住所 behind 都道府県 and 市区町村 of their own means what follows them. */
function addressBeside(address: string | undefined, { kinds }: FormContext): string | undefined {
  if (address === undefined) return undefined;
  const { prefecture, city, street } = splitAddress(address);
  const parts = [
    kinds.has('prefecture') ? '' : prefecture,
    kinds.has('city') ? '' : city,
    kinds.has('street') ? '' : street,
  ];
  return parts.join('');
}

function yearBeside(birthDate: string, { kinds }: FormContext): string | undefined {
  return kinds.has('birth-era') ? eraYearOf(birthDate)?.year.toString() : birthDate.slice(0, 4);
}

/** Two digits where the field has room for two and no more, as such fields ask for. */
function numberAt(birthDate: string, start: number, maxLength: number | null): string {
  const digits = birthDate.slice(start, start + 2);
  return maxLength === 2 ? digits : String(Number(digits));
}

/** YYYY-MM-DD for a date input (HTML, "Date state"); otherwise in the form that the placeholder shows. */
function writtenDate(birthDate: string, { control, placeholder, maxLength }: FieldDescription): string {
  if (control === 'date' || /[0-9y]-[0-9m]/iu.test(placeholder)) return birthDate;
  const [year = '', month = '', day = ''] = birthDate.split('-');
  if (placeholder.includes('年')) return `${year}年${Number(month)}月${Number(day)}日`;
  if (maxLength === 8 || /^[0-9]{8}$|^yyyymmdd$/iu.test(placeholder)) return `${year}${month}${day}`;
  return `${year}/${month}/${day}`;
}

const SEX_TEXT = { male: '男性', female: '女性', unknown: '', 'not-applicable': '' } as const;

function chooseOption(
  kind: FieldKind,
  { options }: FieldDescription,
  values: AttributeValues,
  form: FormContext,
): number | undefined {
  const fits = FITS[kind]?.(values, form);
  const index = fits ? options.findIndex(fits) : -1;
  return index < 0 ? undefined : index;
}

type Fits = (option: FieldOption) => boolean;
/** '' and undefined alike: the person has not given it. */
type FitsOf = (values: AttributeValues, form: FormContext) => Fits | '' | undefined;

const FITS: Partial<Record<FieldKind, FitsOf>> = {
  prefecture: ({ address }) => address && withPrefecture(splitAddress(address).prefecture),
  city: ({ address }) => address && withText(splitAddress(address).city),
  'birth-era': ({ birthDate }) => withEra(birthDate && eraYearOf(birthDate)),
  'birth-year': ({ birthDate }, form) => birthDate && withYear(birthDate, form),
  'birth-month': ({ birthDate }) => birthDate && withNumber(Number(birthDate.slice(5, 7))),
  'birth-day': ({ birthDate }) => birthDate && withNumber(Number(birthDate.slice(8, 10))),
  sex: ({ sex }) => (sex === 'male' || sex === 'female' ? withWords(SEX_OPTION[sex]) : undefined),
};

const SEX_OPTION = { male: /^(?:男|男性|male|man|m)$/u, female: /^(?:女|女性|female|woman|f)$/u } as const;

function withText(wanted: string): Fits | undefined {
  return wanted === '' ? undefined : ({ text, value }) => text.trim() === wanted || value === wanted;
}

/** Options may leave the ending out: 東京, 大阪, 神奈川. */
function withPrefecture(wanted: string): Fits | undefined {
  const short = wanted === '北海道' ? wanted : wanted.slice(0, -1);
  return wanted === ''
    ? undefined
    : ({ text, value }) => [text.trim(), value].some((name) => name === wanted || name === short);
}

function withNumber(wanted: number): Fits {
  return ({ text }) => numberIn(text) === wanted;
}

function withWords(words: RegExp): Fits {
  return ({ text, value }) =>
    [text, value].some((word) => words.test(word.normalize('NFKC').trim().toLowerCase()));
}

function withEra(eraYear: EraYear | '' | undefined): Fits | undefined {
  return eraYear ? ({ text, value }) => (eraNamed(text) ?? eraNamed(value)) === eraYear.era : undefined;
}

/** 1980, 1980年, 昭和55年, 1980年（昭和55年）; beside an era the year of the era alone. */
function withYear(birthDate: string, { kinds }: FormContext): Fits {
  const year = birthDate.slice(0, 4);
  const eraYear = eraYearOf(birthDate);
  const names = eraYear
    ? [eraYear.era.kanji, eraYear.era.letter.toUpperCase()].map((era) => `${era}${eraYear.year}`)
    : [];
  return ({ text }) => {
    const written = text.normalize('NFKC').replaceAll(/\s/gu, '').replace('元年', '1年');
    if (kinds.has('birth-era')) return numberIn(written) === eraYear?.year;
    return (
      new RegExp(`(?<![0-9])${year}(?![0-9])`, 'u').test(written) ||
      names.some((name) => new RegExp(`${name}(?![0-9])`, 'u').test(written))
    );
  };
}
