/**
 * A birth date as signature certificates have it: `EYYYYMMDD`, a digit for the era and a Gregorian date (docs/card.md,
 * "Certificates"). Parts that the register does not know are zeroes.
 */

export type EraName = 'meiji' | 'taisho' | 'showa' | 'heisei' | 'reiwa';

/** 生年月日, as far as the resident register knows it. */
export interface BirthDate {
  /** `YYYY-MM-DD`; undefined when the register does not know the whole date. */
  readonly iso: string | undefined;
  /** Gregorian; undefined when unknown, as `month` (1 to 12) and `day` are. */
  readonly year: number | undefined;
  readonly month: number | undefined;
  readonly day: number | undefined;
  /** Undefined when the certificate names none. The first year of an era is 1. */
  readonly era: { readonly name: EraName; readonly year: number | undefined } | undefined;
  /** As in Japanese documents: `昭和55年1月2日`, `平成元年5月日不詳`; without an era by the Gregorian year. */
  readonly japanese: string;
}

interface Era {
  readonly name: EraName;
  readonly kanji: string;
  /** Its first and last day, both part of it. */
  readonly from: string;
  readonly to: string;
}

/** By digit; 0 stands for none. Until 1926 the last day of an era was the first of the next, too. */
const ERAS: ReadonlyMap<string, Era | undefined> = new Map([
  ['0', undefined],
  ['1', { name: 'meiji', kanji: '明治', from: '1868-01-01', to: '1912-07-30' }],
  ['2', { name: 'taisho', kanji: '大正', from: '1912-07-30', to: '1926-12-25' }],
  ['3', { name: 'showa', kanji: '昭和', from: '1926-12-25', to: '1989-01-07' }],
  ['4', { name: 'heisei', kanji: '平成', from: '1989-01-08', to: '2019-04-30' }],
  ['5', { name: 'reiwa', kanji: '令和', from: '2019-05-01', to: '9999-12-31' }],
]);

/** Undefined where the register does not know. */
interface Parts {
  readonly year: number | undefined;
  readonly month: number | undefined;
  readonly day: number | undefined;
}

/** @throws SyntaxError when there is no such date, or not in its era */
export function parseBirthDate(text: string): BirthDate {
  const [, eraDigit = '', ...digits] = /^(\d)(\d{4})(\d\d)(\d\d)$/u.exec(text) ?? [];
  const [year, month, day] = digits.map((part) => Number(part) || undefined);
  const parts = { year, month, day };
  const era = ERAS.get(eraDigit);
  if (!ERAS.has(eraDigit) || !isInCalendar(parts)) throw new SyntaxError('not a birth date');
  if (era && !isInEra(parts, era)) throw new SyntaxError('not a date of its era');
  const yearOfEra = era && year && year - Number(era.from.slice(0, 4)) + 1;
  return {
    iso: isWhole(parts) ? spell(parts, parts) : undefined,
    ...parts,
    era: era && { name: era.name, year: yearOfEra },
    japanese: inJapanese({ ...parts, year: era ? yearOfEra : year }, era?.kanji),
  };
}

type Whole = { readonly [Part in keyof Parts]: number };

/** YYYY-MM-DD, with what is known in the place of these. */
function spell({ year, month, day }: Parts, unknown: Whole): string {
  const pad = (part: number, length: number): string => `${part}`.padStart(length, '0');
  return `${pad(year ?? unknown.year, 4)}-${pad(month ?? unknown.month, 2)}-${pad(day ?? unknown.day, 2)}`;
}

function isWhole(parts: Parts): parts is Whole {
  return Object.values(parts).every((part) => part !== undefined);
}

/** What is unknown is taken for what allows most: a leap year, a month of 31 days. */
function isInCalendar(parts: Parts): boolean {
  const day = `${spell(parts, { year: 2000, month: 1, day: 1 })}T00:00:00.000Z`;
  const time = new Date(day);
  return !Number.isNaN(time.getTime()) && time.toISOString() === day;
}

/** Whether some day that this may be is one of the era. */
function isInEra(parts: Parts, { from, to }: Era): boolean {
  if (parts.year === undefined) return true;
  const earliest = spell(parts, { year: 0, month: 1, day: 1 });
  const latest = spell(parts, { year: 0, month: 12, day: 31 });
  return earliest <= to && from <= latest;
}

/** 元 is the first year of an era, 不詳 what the register does not know. */
function inJapanese(parts: Parts, era: string | undefined): string {
  const { year, month = '', day = '' } = parts;
  const yearText = era && year === 1 ? '元' : (year ?? '');
  return `${era ?? ''}${yearText}年${month}月${day}日${isWhole(parts) ? '' : '不詳'}`;
}
