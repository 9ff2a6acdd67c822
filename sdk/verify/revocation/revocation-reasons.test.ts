import { expect, it } from 'vitest';
import { namedReason } from './revocation-reasons.ts';

/** RFC 5280 section 5.3.1. */
it.each([
  [0, 'unspecified'],
  [1, 'keyCompromise'],
  [2, 'cACompromise'],
  [3, 'affiliationChanged'],
  [4, 'superseded'],
  [5, 'cessationOfOperation'],
  [6, 'certificateHold'],
  [9, 'privilegeWithdrawn'],
  [10, 'aACompromise'],
])('%i is %s', (number, reason) => {
  expect(namedReason(number)).toEqual({ reason });
});

it.each([undefined, 7, 8, 11, -1])('%s has no name', (number) => {
  expect(namedReason(number)).toEqual({});
});
