/** docs/error-codes.md says what the tables of codes say, and for each code what to tell the person. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LOGIN_ERROR_CODES } from '../sdk/login/login-failure.ts';
import {
  AUTH_FAILURES,
  DOCUMENT_FAILURES,
  SIGNATURE_CERTIFICATE_FAILURES,
  TIMESTAMP_PROBLEMS,
} from '../sdk/verify/index.ts';
import { PAGE_ERROR_CODES } from '../shared/errors.ts';

const text = readFileSync(new URL('error-codes.md', import.meta.url), 'utf8');

it('explains every code that a page can get, in the order of the table', () => {
  expect(tableAfter('page-errors').map(([code]) => code)).toEqual([...PAGE_ERROR_CODES]);
});

it('explains every code that the element has besides', () => {
  const codes = tableAfter('login-errors').map(([code]) => code);
  expect([...PAGE_ERROR_CODES, ...codes]).toEqual([...LOGIN_ERROR_CODES]);
});

it('explains every way in which a token fails, in the words of the table', () => {
  expect(explanations('token-failures')).toEqual(Object.entries(AUTH_FAILURES));
});

it('explains every way in which a signature certificate alone fails, in the words of the table', () => {
  const itsOwn = Object.entries(SIGNATURE_CERTIFICATE_FAILURES).filter(
    ([code]) => !Object.hasOwn(AUTH_FAILURES, code),
  );
  expect(explanations('signature-certificate-failures')).toEqual(itsOwn);
});

it('explains every way in which a signed document fails, in the words of the table', () => {
  const itsOwn = Object.entries(DOCUMENT_FAILURES).filter(
    ([code]) => !Object.hasOwn(SIGNATURE_CERTIFICATE_FAILURES, code),
  );
  expect(explanations('document-failures')).toEqual(itsOwn);
});

it('explains why a time stamp does not count, in the words of the table', () => {
  expect(explanations('timestamp-problems')).toEqual(Object.entries(TIMESTAMP_PROBLEMS));
});

it.each([
  'document-failures',
  'page-errors',
  'login-errors',
  'token-failures',
  'signature-certificate-failures',
])('%s: says something to the person in every row', (name) => {
  for (const row of tableAfter(name)) expect(row[2]?.length).toBeGreaterThan(6);
});

function explanations(name: string): string[][] {
  return tableAfter(name).map(([code = '', explanation = '']) => [code, explanation]);
}

/** Cells of the table between `<!-- NAME -->` and `<!-- end -->`, without its head. */
function tableAfter(name: string): string[][] {
  const [, section = ''] = text.split(`<!-- ${name} -->`);
  const rows = section.split('<!-- end -->')[0]?.match(/^\| .*$/gmu) ?? [];
  return rows.slice(2).map((row) => row.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$|`/gu, '')));
}
