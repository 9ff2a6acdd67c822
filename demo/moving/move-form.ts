import { randomInt } from 'node:crypto';
import * as v from 'valibot';
import type { Profile } from '../profile.ts';
import type { Move } from './notification.ts';

const DAY_MS = 86_400_000;
/** 住民基本台帳法 section 22: within fourteen days; the form takes what somebody forgot, and what is planned. */
const NEAR_DAYS = 90;

const moveForm = v.object({
  newAddress: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200), v.regex(/^\P{Cc}+$/u)),
  movedOn: v.pipe(v.string(), v.isoDate(), v.check(isNear)),
});

/** @returns undefined when the form is not filled in as it has to be */
export function readMove(form: unknown, { name, birthDate, address }: Profile): Move | undefined {
  const { success, output } = v.safeParse(moveForm, form);
  if (!success) return undefined;
  const today = dayInJapan(new Date());
  const reference = `${today.replaceAll('-', '')}-${String(randomInt(1_000_000)).padStart(6, '0')}`;
  return { ...output, reference, name, birthDate, formerAddress: address, today };
}

function isNear(day: string): boolean {
  return Math.abs(Date.parse(day) - Date.now()) < NEAR_DAYS * DAY_MS;
}

function dayInJapan(date: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(date);
}
