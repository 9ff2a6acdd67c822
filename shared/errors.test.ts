import { expect, it } from 'vitest';
import { ERRORS, ERROR_CODES, errorCodeOf, KazasuError, PAGE_ERROR_CODES } from './errors.ts';

it('a page code tells the page itself', () => {
  for (const code of PAGE_ERROR_CODES) expect(ERRORS[code].page).toBe(code);
});

it('every other code tells the page one of the ten', () => {
  for (const code of ERROR_CODES) expect(PAGE_ERROR_CODES).toContain(ERRORS[code].page);
});

it.each([
  ['ours', new KazasuError('wrong-pin', 'x', { detail: { triesLeft: 2 } }), 'wrong-pin'],
  ['a foreign error', new TypeError('secret path'), 'internal'],
  ['a look-alike', { name: 'KazasuError', code: 'wrong-pin' }, 'internal'],
  ['nothing', undefined, 'internal'],
])('the code of %s', (_what, thrown, code) => {
  expect(errorCodeOf(thrown)).toBe(code);
});
