import { expect, it } from 'vitest';
import en from '../locales/en.json' with { type: 'json' };
import ja from '../locales/ja.json' with { type: 'json' };
import { catalogueText } from './catalogue-text.ts';

it('gives each catalogue’s own texts, with what is to stand in them as text', () => {
  expect(catalogueText(ja)('language')).toBe('ja');
  expect(catalogueText(en)('prompt.cancel')).toBe('Cancel');
  expect(catalogueText(en)('options.connected', ['$1 <b>'])).toBe('Connected (version $1 <b>)');
  expect(catalogueText(ja)('pin.tries_left', [3])).toBe('残り3回');
});
