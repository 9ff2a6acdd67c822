/** docs/integration.md says what the tables of codes say. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { AUTH_FAILURES } from '../sdk/verify/index.ts';
import { PAGE_ERROR_CODES } from '../shared/errors.ts';

const text = readFileSync(new URL('integration.md', import.meta.url), 'utf8');

it('explains every code that a page can get, in the order of the table', () => {
  expect(tableAfter('page-errors').map(([code]) => code)).toEqual([...PAGE_ERROR_CODES]);
});

it('explains every way in which a token fails, in the words of the table', () => {
  expect(tableAfter('token-failures')).toEqual(Object.entries(AUTH_FAILURES));
});

/** Cells of the table between `<!-- NAME -->` and `<!-- end -->`, without its head. */
function tableAfter(name: string): string[][] {
  const [, section = ''] = text.split(`<!-- ${name} -->`);
  const rows = section.split('<!-- end -->')[0]?.match(/^\| .*$/gmu) ?? [];
  return rows.slice(2).map((row) => row.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$|`/gu, '')));
}
