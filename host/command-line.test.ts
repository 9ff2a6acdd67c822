import { describe, expect, it } from 'vitest';
import { languageOf } from './command-line.ts';

describe('languageOf', () => {
  it.each([
    [{}, 'en'],
    [{ LANG: 'C.UTF-8' }, 'en'],
    [{ LANG: 'ja_JP.UTF-8' }, 'ja'],
    [{ LANG: 'ja' }, 'ja'],
    [{ LANG: 'jam_JM' }, 'en'],
    [{ LANG: 'ja_JP.UTF-8', LC_MESSAGES: 'en_GB.UTF-8' }, 'en'],
    [{ LANG: 'en_GB', LC_MESSAGES: 'ja_JP.eucJP' }, 'ja'],
    [{ LANG: 'en_GB', LC_MESSAGES: 'en_GB', LC_ALL: 'ja_JP' }, 'ja'],
    [{ LANG: 'ja_JP', LC_MESSAGES: '', LC_ALL: '' }, 'ja'],
  ])('of %j is %s', (env, language) => {
    expect(languageOf(env)).toBe(language);
  });
});
