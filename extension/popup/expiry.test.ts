import { describe, expect, it } from 'vitest';
import { expiryOf } from './expiry.ts';

const NOW = new Date('2026-11-30T12:00:00Z');

describe('expiryOf', () => {
  it.each([
    ['2034-12-25T14:59:59Z', 'years', 8, false],
    ['2027-11-30T12:00:00Z', 'years', 1, false],
    ['2027-11-30T11:59:59Z', 'months', 11, false],
    ['2027-02-28T12:00:00Z', 'months', 3, false],
    ['2027-02-28T11:59:59Z', 'months', 2, true],
    ['2026-12-30T12:00:00Z', 'months', 1, true],
    ['2026-12-30T11:59:59Z', 'days', 29, true],
    ['2026-12-01T11:00:00Z', 'days', 0, true],
    ['2026-11-30T12:00:00Z', 'days', 0, true],
    ['2026-11-30T11:59:59Z', 'expired', 0, true],
  ] as const)('of one until %s is %s %i, soon: %s', (notAfter, unit, count, isSoon) => {
    expect(expiryOf({ notBefore: '2016-01-01T00:00:00Z', notAfter }, NOW)).toEqual({ unit, count, isSoon });
  });

  it('knows one that has not begun', () => {
    const validity = { notBefore: '2027-01-01T00:00:00Z', notAfter: '2037-01-01T00:00:00Z' };
    expect(expiryOf(validity, NOW).unit).toBe('not-yet-valid');
  });
});
