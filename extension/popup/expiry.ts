/** How long a certificate is still good for, as a person would say it. */

export interface Expiry {
  readonly unit: 'years' | 'months' | 'days' | 'expired' | 'not-yet-valid';
  /** Whole units that are left; nothing to count in the last two. */
  readonly count: number;
  /** From three months before the end on, when the municipal office renews it. */
  readonly isSoon: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** @param validity RFC 5280 section 4.1.2.5: both ends are part of it */
export function expiryOf(
  { notBefore, notAfter }: { readonly notBefore: string; readonly notAfter: string },
  now: Date,
): Expiry {
  const end = new Date(notAfter);
  if (now > end) return { unit: 'expired', count: 0, isSoon: true };
  if (now < new Date(notBefore)) return { unit: 'not-yet-valid', count: 0, isSoon: false };
  const months = wholeMonths(now, end);
  const isSoon = months < 3;
  if (months >= 12) return { unit: 'years', count: Math.floor(months / 12), isSoon };
  if (months >= 1) return { unit: 'months', count: months, isSoon };
  return { unit: 'days', count: Math.floor((end.getTime() - now.getTime()) / DAY_MS), isSoon };
}

function wholeMonths(from: Date, to: Date): number {
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  return to < monthsLater(from, months) ? months - 1 : months;
}

/** The same day of a later month, or the last one that it has. */
function monthsLater(date: Date, months: number): Date {
  const later = new Date(date);
  later.setUTCDate(1);
  later.setUTCMonth(later.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0)).getUTCDate();
  later.setUTCDate(Math.min(date.getUTCDate(), lastDay));
  return later;
}
