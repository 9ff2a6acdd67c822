/** When certificates are valid. JPKI ends every one of them at midnight in Japan. */

export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** A holder's certificate: from its issue to the holder's fifth birthday after it. */
export function holderValidity(issuedAt: Date, birth: { month: number; day: number }): Validity {
  const birthdayThisYear = endOfDayInJapan(issuedAt.getUTCFullYear(), birth);
  const years = birthdayThisYear > issuedAt ? 4 : 5;
  return { notBefore: issuedAt, notAfter: endOfDayInJapan(issuedAt.getUTCFullYear() + years, birth) };
}

/** An authority's: long enough around today for certificates of the past and of the future. */
export function authorityValidity(now: Date): Validity {
  const year = now.getUTCFullYear();
  return {
    notBefore: new Date(Date.UTC(year - 8, 6, 16)),
    notAfter: endOfDayInJapan(year + 12, { month: 7, day: 15 }),
  };
}

/** `years` may be negative. */
export function addYears(date: Date, years: number): Date {
  const result = new Date(date);
  result.setUTCFullYear(date.getUTCFullYear() + years);
  return result;
}

/** 23:59:59 in Japan, which is 14:59:59Z. */
function endOfDayInJapan(year: number, { month, day }: { month: number; day: number }): Date {
  return new Date(Date.UTC(year, month - 1, day, 14, 59, 59));
}
