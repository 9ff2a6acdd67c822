import { describe, expect, it } from 'vitest';
import { addYears, holderValidity } from './validity.ts';

describe("a holder's certificate ends with the fifth birthday after its issue, at midnight in Japan", () => {
  it.each([
    { issued: '2026-01-01T00:00:00Z', birth: { month: 1, day: 2 }, ends: '2030-01-02T14:59:59.000Z' },
    { issued: '2026-01-02T14:59:58Z', birth: { month: 1, day: 2 }, ends: '2030-01-02T14:59:59.000Z' },
    { issued: '2026-01-02T15:00:00Z', birth: { month: 1, day: 2 }, ends: '2031-01-02T14:59:59.000Z' },
    { issued: '2026-12-31T00:00:00Z', birth: { month: 3, day: 4 }, ends: '2031-03-04T14:59:59.000Z' },
  ])('issued $issued: $ends', ({ issued, birth, ends }) => {
    const { notBefore, notAfter } = holderValidity(new Date(issued), birth);
    expect(notBefore).toEqual(new Date(issued));
    expect(notAfter.toISOString()).toBe(ends);
  });
});

it('years are added to the calendar', () => {
  expect(addYears(new Date('2026-11-22T01:02:03Z'), -6)).toEqual(new Date('2020-11-22T01:02:03Z'));
});
