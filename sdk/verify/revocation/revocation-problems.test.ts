import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { REVOCATION_PROBLEMS } from './revocation-problems.ts';

it('each has a test in which it is the reason', () => {
  const tests = ['check-revocation', 'crl/crl-checker', 'ocsp/ocsp-checker'].map((name) =>
    readFileSync(new URL(`./${name}.test.ts`, import.meta.url), 'utf8'),
  );
  const untested = Object.keys(REVOCATION_PROBLEMS).filter((reason) => !tests.join().includes(`'${reason}'`));
  expect(untested).toEqual([]);
});
