import { describe, expect, it } from 'vitest';
import { printable, printableJson } from './printable.ts';

describe('what a card or a reader says on a terminal', () => {
  it.each([
    ['山田　太郎', '山田　太郎'],
    ['\x1b[2J\x07山田', '\ufffd[2J\ufffd山田'],
    ['\u009b31m', '\ufffd31m'],
    ['a\u202eb\u2066c', 'a\ufffdb\ufffdc'],
    ['a\r\nb', 'a\ufffd\ufffdb'],
  ])('%j is shown as %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('is the same value in JSON, without a control character', () => {
    const value = { name: '山田\x1b[2J\u009b\u202e\u2028太郎' };
    expect(printableJson(value)).toMatch(/^[^\p{Cc}\u202e\u2028]*$/u);
    expect(JSON.parse(printableJson(value))).toEqual(value);
  });
});
