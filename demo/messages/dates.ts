import type { Language } from './language.ts';

/** Dates as a person reads them, in Japan's time: certificates end at midnight there. */
export interface DateTexts {
  readonly day: (date: Date) => string;
  readonly moment: (date: Date) => string;
}

const LOCALES: Readonly<Record<Language, string>> = { ja: 'ja', en: 'en-GB' };

export function datesIn(language: Language): DateTexts {
  const day = formatter(language, { dateStyle: 'long' });
  const moment = formatter(language, { dateStyle: 'long', timeStyle: 'medium' });
  return { day: (date) => day.format(date), moment: (date) => moment.format(date) };
}

/** @param date `YYYY-MM-DD` */
export function birthDateIn(language: Language, date: string): string {
  return datesIn(language).day(new Date(`${date}T00:00:00+09:00`));
}

function formatter(language: Language, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(LOCALES[language], { ...style, timeZone: 'Asia/Tokyo' });
}
