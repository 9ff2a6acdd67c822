/** 元号: the Japanese eras since the calendar became the Gregorian one's, and years counted in them. */

export interface Era {
  readonly kanji: string;
  readonly letter: string;
  readonly roman: string;
  /** First day, YYYY-MM-DD. */
  readonly from: string;
}

/** The latest first. */
export const ERAS: readonly Era[] = [
  { kanji: '令和', letter: 'r', roman: 'reiwa', from: '2019-05-01' },
  { kanji: '平成', letter: 'h', roman: 'heisei', from: '1989-01-08' },
  { kanji: '昭和', letter: 's', roman: 'showa', from: '1926-12-25' },
  { kanji: '大正', letter: 't', roman: 'taisho', from: '1912-07-30' },
  { kanji: '明治', letter: 'm', roman: 'meiji', from: '1868-01-25' },
];

export interface EraYear {
  readonly era: Era;
  /** 1 is 元年. */
  readonly year: number;
}

/** @param date YYYY-MM-DD. @returns undefined before 明治 */
export function eraYearOf(date: string): EraYear | undefined {
  const era = ERAS.find(({ from }) => date >= from);
  return era && { era, year: Number(date.slice(0, 4)) - Number(era.from.slice(0, 4)) + 1 };
}
