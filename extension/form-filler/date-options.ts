/** Years, months, days and eras as selects and radio buttons offer them. */
import type { FieldOption } from './field-description.ts';
import { ERAS, type Era } from '../calendar/era.ts';

type DatePart = 'birth-era' | 'birth-year' | 'birth-month' | 'birth-day';

/** Which part of a date these options can only be; undefined without options that tell. */
export function looksLikeDatePart(options: readonly FieldOption[]): DatePart | undefined {
  const offered = options.filter(({ text, value }) => text.trim() !== '' && value.trim() !== '');
  if (offered.length < 2) return undefined;
  if (offered.filter(({ text }) => eraNamed(text) && numberIn(text) === undefined).length >= 2)
    return 'birth-era';
  const numbers = offered.map(({ text }) => numberIn(text)).filter((number) => number !== undefined);
  if (numbers.length < 10) return undefined;
  const most = Math.max(...numbers);
  if (most > 31) return 'birth-year';
  return most > 12 ? 'birth-day' : 'birth-month';
}

/** The first number, in whatever digits. */
export function numberIn(text: string): number | undefined {
  const digits = /[0-9]+/u.exec(text.normalize('NFKC'))?.[0];
  return digits === undefined ? undefined : Number(digits);
}

/** The era that a text names: 昭和, 昭, S, Showa. */
export function eraNamed(text: string): Era | undefined {
  const name = text.normalize('NFKC').trim().toLowerCase();
  return ERAS.find(
    ({ kanji, letter, roman }) =>
      name.startsWith(kanji) || name === kanji.slice(0, 1) || name === letter || name.startsWith(roman),
  );
}
