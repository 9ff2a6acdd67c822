import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readableHost } from './readable-host.ts';

/** As the browser serialises it. */
const asciiOf = (host: string): string => new URL(`https://${host}`).hostname;

describe('readableHost', () => {
  it.each([
    ['例え.jp'],
    ['総務省.jp'],
    ['ひらがな.jp'],
    ['サーバー.example'],
    ['お名前.com'],
    ['www.日本語.jp'],
    ['ドメイン名例.jp'],
  ])('writes %s in its own letters', (host) => {
    expect(readableHost(asciiOf(host))).toBe(host);
  });

  it.each([
    ['Cyrillic that looks like Latin', 'аррӏе.com'],
    ['Cyrillic among Latin', 'exаmple.com'],
    ['Latin with an accent', 'éxample.com'],
    ['Latin that is not ASCII', 'gooɡle.com'],
    ['Greek', 'οpen.com'],
    ['Latin and kanji', 'abc銀行.jp'],
    ['a slash among Latin letters', 'example.comノlogin.evil.example'],
    ['a slash alone', 'example.com.ノ.evil.example'],
    ['digits and a zero', '1〇1.com'],
    ['zeros alone', '〇〇〇.com'],
    ['hyphens alone', '一ー一.com'],
    ['Hangul', '한국.kr'],
    ['Arabic, which would reorder the line', 'مثال.com'],
    ['Hebrew among Japanese', '日本א.com'],
    ['an emoji', '☕.example'],
  ])('keeps %s in punycode', (_what, host) => {
    const shown = readableHost(asciiOf(host));
    expect(shown).toBe(asciiOf(host));
    expect(shown).toMatch(/^[a-z0-9.-]+$/u);
  });

  it.each(['xn--', 'xn---', 'xn--0', 'xn--a', 'xn--99999999', 'xn--example-', 'xn--ls8h-!'])(
    'leaves %s as it is, which is no punycode of anything',
    (label) => {
      expect(readableHost(`${label}.example`)).toBe(`${label}.example`);
    },
  );

  it.each(['localhost', '127.0.0.1', '[::1]', 'example.com.', 'a.b.example.co.jp'])(
    'leaves %s as it is',
    (host) => {
      expect(readableHost(host)).toBe(host);
    },
  );

  it('leads back to the host, and each label is ASCII or Japanese as a whole', () => {
    const japanese = fc.string({
      unit: fc.constantFrom('日', '本', '例', '々', 'か', 'え', 'ド', 'ヶ', 'ー'),
      minLength: 1,
      maxLength: 15,
    });
    const anything = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(fc.oneof(japanese, anything), { minLength: 1, maxLength: 3 }), (labels) => {
        const url = `https://${labels.join('.')}.example`;
        fc.pre(URL.canParse(url));
        const { hostname } = new URL(url);
        const shown = readableHost(hostname);
        expect(asciiOf(shown)).toBe(hostname);
        for (const label of shown.split('.')) {
          expect(label).toMatch(
            /^(?:[\x21-\x7e]*|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+)$/u,
          );
        }
      }),
    );
  });
});
