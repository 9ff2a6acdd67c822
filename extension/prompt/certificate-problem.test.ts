import { describe, expect, it } from 'vitest';
import { certificateProblem } from './certificate-problem.ts';

const VALIDITY = { notBefore: '2024-04-01T00:00:00Z', notAfter: '2029-04-01T14:59:59Z' };

describe('certificateProblem', () => {
  it.each([
    ['2024-03-31T23:59:59Z', 'certificate-not-yet-valid'],
    ['2024-04-01T00:00:00Z', undefined],
    ['2026-01-01T00:00:00Z', undefined],
    ['2029-04-01T14:59:59Z', undefined],
    ['2029-04-01T15:00:00Z', 'certificate-expired'],
  ])('at %s finds %s', (now, problem) => {
    expect(certificateProblem(VALIDITY, new Date(now))).toBe(problem);
  });
});
