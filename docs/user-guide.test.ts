/** The guide says the same in both languages, with pictures that are there, in the words that the windows have. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resolvePath } from '../scripts/root.ts';

const LANGUAGES = ['ja', 'en'] as const;
type Language = (typeof LANGUAGES)[number];

/** Nothing but the words of a window is quoted in a guide. */
const QUOTED: Readonly<Record<Language, RegExp>> = { ja: /「([^」]+)」/gu, en: /“([^”]+)”/gu };

const GUIDES = {
  ja: readFileSync(resolvePath('docs/user-guide.ja.md'), 'utf8'),
  en: readFileSync(resolvePath('docs/user-guide.en.md'), 'utf8'),
} as const;

it('both have the same outline: headings, steps, lists, tables and pictures, in the same order', () => {
  expect(outline('en')).toEqual(outline('ja'));
  expect(outline('ja').length).toBeGreaterThan(50);
});

it('every picture is shown', () => {
  const shown = LANGUAGES.flatMap((language) => pictures(language).map(({ file }) => file));
  expect(readdirSync(resolvePath('docs/pictures')).toSorted()).toEqual(shown.toSorted());
});

describe.each(LANGUAGES)('%s', (language) => {
  it('every picture is in this language, is a PNG and is told in words', () => {
    for (const { file, alt } of pictures(language)) {
      expect(file).toMatch(new RegExp(`^[a-z-]+\\.${language}\\.png$`, 'u'));
      expect(readFileSync(resolvePath('docs/pictures', file)).subarray(1, 4).toString()).toBe('PNG');
      expect(alt.length).toBeGreaterThan(8);
    }
  });

  it('what is quoted is what a window says', () => {
    const texts = catalogueTexts(language).map(pattern);
    const quoted = [...GUIDES[language].replaceAll('\n', ' ').matchAll(QUOTED[language])].map(
      ([, text = '']) => text,
    );
    expect(quoted.length).toBeGreaterThan(30);
    expect(quoted.filter((text) => !texts.some((known) => known.test(text)))).toEqual([]);
  });

  it('links within the page lead to a heading', () => {
    const anchors = [...GUIDES[language].matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) => anchor(heading));
    const links = [...GUIDES[language].matchAll(/\]\(#([^)]+)\)/gu)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((link) => !anchors.includes(link))).toEqual([]);
  });
});

interface Picture {
  readonly file: string;
  readonly alt: string;
}

function pictures(language: Language): Picture[] {
  return [...GUIDES[language].matchAll(/!\[([^\]]*)\]\(pictures\/([^)]+)\)/gu)].map(
    ([, alt = '', file = '']) => ({ file, alt }),
  );
}

/** Per line: the level of a heading and its step, the picture, a list's item, how many cells a row has. */
function outline(language: Language): string[] {
  return GUIDES[language].split('\n').flatMap((line) => {
    const heading = /^(#+)( \d+\.)?/u.exec(line);
    const picture = /\(pictures\/([a-z-]+)/u.exec(line);
    if (heading) return [heading[0]];
    if (picture) return [picture[1] ?? ''];
    if (line.startsWith('- ')) return ['item'];
    return line.startsWith('|') ? [`row of ${line.split('|').length}`] : [];
  });
}

function catalogueTexts(language: Language): string[] {
  const texts = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : Object.values(value as object).flatMap(texts); // a catalogue is text or more of it
  return texts(JSON.parse(readFileSync(resolvePath('extension/locales', `${language}.json`), 'utf8')));
}

/** A text with a number or a version in the place of its `$1`. */
function pattern(text: string): RegExp {
  const parts = text.split(/\$\d/u).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  return new RegExp(`^${parts.join('[\\d.]+')}$`, 'u');
}

/** As GitHub makes it from a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .replaceAll(' ', '-');
}
