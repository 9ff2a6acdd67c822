import type { Translate } from './text.ts';

/** Date and time of day where the person is, in the language of the texts. Making one is slow, using it is not. */
export function timeFormat(t: Translate): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(LOCALES[t('language')], { dateStyle: 'long', timeStyle: 'short' });
}

/** The same in Japan, for times that others have noted: whoever compares them has the same ones. */
export function timeFormatOfJapan(t: Translate): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(LOCALES[t('language')], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Asia/Tokyo',
  });
}

/**
 * The day of a certificate's date, in the language of the texts. These days are those of Japan, where certificates are
 * issued and renewed.
 *
 * @param date ISO 8601
 */
export function dayInJapan(date: string, t: Translate): string {
  const format = { dateStyle: 'long', timeZone: 'Asia/Tokyo' } as const;
  return new Intl.DateTimeFormat(LOCALES[t('language')], format).format(new Date(date));
}

/** The English of the catalogue is British. */
const LOCALES: Readonly<Record<string, string>> = { ja: 'ja-JP', en: 'en-GB' };

/** For a spreadsheet, which takes it for a time: the person's local time as YYYY-MM-DD hh:mm:ss. */
export function sortableTime(time: string): string {
  const date = new Date(time);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19).replace('T', ' ');
}
