/** For how many months the history is kept; 0 is not at all. */
export const KEPT_MONTHS = [24, 12, 6, 0] as const;
export type KeptMonths = (typeof KEPT_MONTHS)[number];

export const DEFAULT_KEPT_MONTHS: KeptMonths = 24;

/** What was stored, or the default where it is none of the choices. */
export function asKeptMonths(stored: unknown): KeptMonths {
  return KEPT_MONTHS.find((months) => months === stored) ?? DEFAULT_KEPT_MONTHS;
}

/** The first moment that is kept. A month that is too short for the day ends earlier: 31 August less 6 months is 28 February. */
export function keptSince(now: Date, months: KeptMonths): Date {
  const since = new Date(now);
  since.setUTCDate(1);
  since.setUTCMonth(since.getUTCMonth() - months);
  const lastDay = new Date(Date.UTC(since.getUTCFullYear(), since.getUTCMonth() + 1, 0)).getUTCDate();
  since.setUTCDate(Math.min(now.getUTCDate(), lastDay));
  return since;
}
