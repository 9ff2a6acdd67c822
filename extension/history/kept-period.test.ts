import { describe, expect, it } from 'vitest';
import { asKeptMonths, keptSince } from './kept-period.ts';

describe('keptSince', () => {
  it.each([
    ['2026-11-22T07:30:00.000Z', 24, '2024-11-22T07:30:00.000Z'],
    ['2026-11-22T07:30:00.000Z', 6, '2026-05-22T07:30:00.000Z'],
    ['2026-01-15T00:00:00.000Z', 12, '2025-01-15T00:00:00.000Z'],
    ['2026-08-31T12:00:00.000Z', 6, '2026-02-28T12:00:00.000Z'],
    ['2024-08-31T12:00:00.000Z', 6, '2024-02-29T12:00:00.000Z'],
  ] as const)('at %s, %i months back, is %s', (now, months, since) => {
    expect(keptSince(new Date(now), months).toISOString()).toBe(since);
  });
});

describe('asKeptMonths', () => {
  it.each([
    [24, 24],
    [6, 6],
    [0, 0],
    [undefined, 24],
    [7, 24],
    ['12', 24],
    [{ months: 6 }, 24],
  ])('%j is %i', (stored, months) => {
    expect(asKeptMonths(stored)).toBe(months);
  });
});
