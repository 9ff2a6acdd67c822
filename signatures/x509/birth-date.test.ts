import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBirthDate } from './birth-date.ts';

describe('parseBirthDate', () => {
  it.each([
    ['319800102', '1980-01-02', { name: 'showa', year: 55 }, '昭和55年1月2日'],
    ['419920304', '1992-03-04', { name: 'heisei', year: 4 }, '平成4年3月4日'],
    ['520240229', '2024-02-29', { name: 'reiwa', year: 6 }, '令和6年2月29日'],
    ['219120730', '1912-07-30', { name: 'taisho', year: 1 }, '大正元年7月30日'],
    ['119120730', '1912-07-30', { name: 'meiji', year: 45 }, '明治45年7月30日'],
    ['219261225', '1926-12-25', { name: 'taisho', year: 15 }, '大正15年12月25日'],
    ['319261225', '1926-12-25', { name: 'showa', year: 1 }, '昭和元年12月25日'],
    ['319890107', '1989-01-07', { name: 'showa', year: 64 }, '昭和64年1月7日'],
    ['419890108', '1989-01-08', { name: 'heisei', year: 1 }, '平成元年1月8日'],
    ['420190430', '2019-04-30', { name: 'heisei', year: 31 }, '平成31年4月30日'],
    ['520190501', '2019-05-01', { name: 'reiwa', year: 1 }, '令和元年5月1日'],
    ['019800102', '1980-01-02', undefined, '1980年1月2日'],
  ])('%s is %s', (text, iso, era, japanese) => {
    const [year, month, day] = iso.split('-').map(Number);
    expect(parseBirthDate(text)).toEqual({ iso, year, month, day, era, japanese });
  });

  it.each([
    ['319800100', { year: 1980, month: 1 }, 55, '昭和55年1月日不詳'],
    ['319800000', { year: 1980 }, 55, '昭和55年月日不詳'],
    ['300000000', {}, undefined, '昭和年月日不詳'],
    ['300000102', { month: 1, day: 2 }, undefined, '昭和年1月2日不詳'],
    ['319890000', { year: 1989 }, 64, '昭和64年月日不詳'],
    ['419890000', { year: 1989 }, 1, '平成元年月日不詳'],
    ['419890100', { year: 1989, month: 1 }, 1, '平成元年1月日不詳'],
  ])('%s is known in part', (text, parts, yearOfEra, japanese) => {
    const none = { iso: undefined, year: undefined, month: undefined, day: undefined };
    const name = text.startsWith('3') ? 'showa' : 'heisei';
    expect(parseBirthDate(text)).toEqual({ ...none, ...parts, era: { name, year: yearOfEra }, japanese });
  });

  it('000000000 is not known at all', () => {
    expect(parseBirthDate('000000000')).toMatchObject({
      iso: undefined,
      era: undefined,
      japanese: '年月日不詳',
    });
  });

  it.each([
    ['nothing', ''],
    ['no era', '19800102'],
    ['an era that is not there yet', '620300101'],
    ['a month too many', '319801302'],
    ['a day too many', '319800132'],
    ['a day that its month lacks', '319800631'],
    ['a day that its month lacks, of no year', '300000631'],
    ['a leap day in another year', '319810229'],
    ['the day before its era', '419890107'],
    ['the day after its era', '319890108'],
    ['the month before its era', '520190400'],
    ['the year after its era', '319900000'],
    ['a year of its era instead', '300550102'],
    ['digits in full width', '３１９８００１０２'],
    ['something before it', ' 319800102'],
    ['something after it', '319800102\n'],
  ])('refuses %s', (_name, text) => {
    expect(() => parseBirthDate(text)).toThrow(SyntaxError);
  });

  it('gives back every day of the calendar, and throws nothing but SyntaxErrors', () => {
    const days = fc.date({ min: new Date('1873-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const iso = day.toISOString().slice(0, 10);
        expect(parseBirthDate(`0${iso.replaceAll('-', '')}`).iso).toBe(iso);
      }),
    );
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{9}$/u)), (text) => {
        expect(isRefused(text) || parseBirthDate(text).japanese.endsWith('日不詳') || isDay(text)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

function isRefused(text: string): boolean {
  try {
    parseBirthDate(text);
    return false;
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError);
    return true;
  }
}

function isDay(text: string): boolean {
  const { iso = '' } = parseBirthDate(text);
  return !Number.isNaN(Date.parse(iso)) && text.slice(1) === iso.replaceAll('-', '');
}
