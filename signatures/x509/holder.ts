/**
 * Who the holder of a signature certificate is: its subjectAltName (docs/card.md, "Certificates").
 */
import type { Certificate } from './certificate.ts';
import { readSequence } from './certificate-extensions.ts';
import { type DerReader, explicitTag } from '../der/der-reader.ts';
import { readObjectIdentifier, readUtf8 } from '../der/der-values.ts';
import { type BirthDate, parseBirthDate } from './birth-date.ts';

/** The four attributes of a signature certificate (基本4情報). */
export interface Holder {
  /** 氏名: U+3000 between family and given name. */
  readonly name: RegisteredText;
  /** 住所 */
  readonly address: RegisteredText;
  /** 生年月日 */
  readonly birthDate: BirthDate;
  /** 性別, as ISO/IEC 5218 has it. Sources differ on what stands for unknown, so every other code does. */
  readonly sex: Sex;
}

/** 性別. A code that this version does not know is `unknown`. */
export type Sex = 'male' | 'female' | 'unknown' | 'not-applicable';

/** Text of the resident register, in the characters that a certificate can have (JIS X 0208 and 0212). */
export interface RegisteredText {
  readonly text: string;
  /**
   * Which characters stand in for others that a certificate cannot have (代替文字): positions in `Array.from(text)`,
   * ascending. Where there are any, do not compare the text letter by letter with another source.
   */
  readonly substitutes: readonly number[];
}

/** Types of the otherNames, by object identifier. */
const NAME_TYPE = {
  name: '1.2.392.200149.8.5.5.1',
  nameSubstitutes: '1.2.392.200149.8.5.5.2',
  sex: '1.2.392.200149.8.5.5.3',
  birthDate: '1.2.392.200149.8.5.5.4',
  address: '1.2.392.200149.8.5.5.5',
  addressSubstitutes: '1.2.392.200149.8.5.5.6',
} as const;

/** ISO/IEC 5218. */
const SEX_OF_CODE: ReadonlyMap<string, Sex> = new Map([
  ['1', 'male'],
  ['2', 'female'],
  ['9', 'not-applicable'],
]);

/** @throws SyntaxError when one of the four is missing, stands there twice or is not of its form */
export function parseHolder(certificate: Certificate): Holder {
  const texts = readOtherNames(readSequence(certificate, 'subjectAltName'));
  return {
    name: registeredText(textOf(texts, 'name'), textOf(texts, 'nameSubstitutes')),
    address: registeredText(textOf(texts, 'address'), textOf(texts, 'addressSubstitutes')),
    birthDate: parseBirthDate(textOf(texts, 'birthDate')),
    sex: parseSex(textOf(texts, 'sex')),
  };
}

/** RFC 5280 section 4.2.1.6, by type. In whatever order they come; names of other forms are passed over. */
function readOtherNames(names: DerReader | undefined): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  while (names?.nextTag !== undefined) {
    const otherName = names.readOptional(explicitTag(0));
    if (otherName) addOtherName(otherName, texts);
    else names.read(names.nextTag);
  }
  return texts;
}

const KNOWN_TYPES: ReadonlySet<string> = new Set(Object.values(NAME_TYPE));

function addOtherName(fields: DerReader, texts: Map<string, string>): void {
  const type = readObjectIdentifier(fields);
  if (!KNOWN_TYPES.has(type)) return;
  if (texts.has(type)) throw new SyntaxError('the same attribute twice');
  const value = fields.read(explicitTag(0));
  fields.expectEnd();
  texts.set(type, readUtf8(value));
  value.expectEnd();
}

function textOf(texts: ReadonlyMap<string, string>, name: keyof typeof NAME_TYPE): string {
  const text = texts.get(NAME_TYPE[name]);
  if (text === undefined || text === '') throw new SyntaxError(`no ${name}`);
  return text;
}

/** One flag for each character: 1 where it is a substitute. */
function registeredText(text: string, flags: string): RegisteredText {
  if (!/^[01]+$/u.test(flags) || flags.length !== Array.from(text).length) {
    throw new SyntaxError('not a flag for each character');
  }
  const substitutes = Array.from(flags, (flag, index) => (flag === '1' ? index : -1)).filter((at) => at >= 0);
  return { text, substitutes };
}

function parseSex(code: string): Sex {
  if (!/^\d$/u.test(code)) throw new SyntaxError('not a code of sex');
  return SEX_OF_CODE.get(code) ?? 'unknown';
}
