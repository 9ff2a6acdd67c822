import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../shared/errors.ts';
import { PROGRESS_STEPS } from '../../shared/extension-protocol.ts';
import { errorKeys } from '../ui/text.ts';
import en from './en.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };

interface Catalogue {
  readonly [name: string]: string | Catalogue;
}

const messagesOf = (catalogue: Catalogue, prefix = ''): [string, string][] =>
  Object.entries(catalogue).flatMap(([name, entry]) =>
    typeof entry === 'string' ? [[prefix + name, entry]] : messagesOf(entry, `${prefix}${name}.`),
  );

const CATALOGUES = { ja: new Map(messagesOf(ja)), en: new Map(messagesOf(en)) };
const KEYS = [...CATALOGUES.ja.keys()];
const SUBSTITUTION = /\$[0-9]/gu;

const root = join(import.meta.dirname, '../..');
const sources = [...filesIn('extension'), ...filesIn('manifests')]
  .filter((path) => /\.tsx?$/u.test(path) && !path.includes('.test.'))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
    join(root, folder, path),
  );
}

/** Keys that the code puts together. */
const ERROR_KEYS = ERROR_CODES.map(errorKeys).flatMap(({ title, text }) => [title, text]);
const SHEET_KEYS = [...PROGRESS_STEPS, 'cancel', 'show', 'title', 'note'].map(
  (name) => `sheet.${name.replaceAll('-', '_')}`,
);
const isInSource = (key: string): boolean =>
  sources.includes(`'${key}'`) || sources.includes(`__MSG_${key.replaceAll('.', '_')}__`);

describe('the catalogues', () => {
  it('have the same keys', () => {
    expect([...CATALOGUES.en.keys()].sort()).toEqual(KEYS.toSorted());
  });

  it('say something in both languages, with the same substitutions', () => {
    const substitutions = (text = ''): unknown => text.match(SUBSTITUTION);
    for (const key of KEYS) {
      const [japanese, english] = [CATALOGUES.ja.get(key), CATALOGUES.en.get(key)];
      expect(japanese?.trim(), key).toBeTruthy();
      expect(english?.trim(), key).toBeTruthy();
      expect(substitutions(japanese), key).toEqual(substitutions(english));
    }
  });

  it('have a text for every error code, step of the sheet, and key in the source', () => {
    const used = [...sources.matchAll(/'((?:[a-z]+\.)[a-z_.]+)'/gu)].map(([, key]) => key ?? '');
    const sections = new Set(KEYS.map((key) => key.split('.')[0]));
    const usedKeys = used.filter((key) => sections.has(key.split('.')[0]));
    expect(usedKeys.length).toBeGreaterThan(20);
    for (const key of [...ERROR_KEYS, ...SHEET_KEYS, ...usedKeys]) expect(KEYS).toContain(key);
  });

  it('have no text that nothing uses', () => {
    const known = new Set<string>([...ERROR_KEYS, ...SHEET_KEYS]);
    expect(KEYS.filter((key) => !known.has(key) && !isInSource(key))).toEqual([]);
  });

  it('have names that browsers accept', () => {
    expect(KEYS.filter((key) => !/^[a-z0-9_.]+$/u.test(key))).toEqual([]);
  });
});
