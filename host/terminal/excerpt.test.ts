import { expect, it } from 'vitest';
import { excerpt } from './excerpt.ts';

it.each([
  ['', ''],
  ['stauts', 'stauts'],
  ['x'.repeat(60), 'x'.repeat(60)],
  ['x'.repeat(61), `${'x'.repeat(60)}…`],
  ['𠮷'.repeat(60), '𠮷'.repeat(60)],
  ['𠮷'.repeat(100_000), `${'𠮷'.repeat(60)}…`],
  ['a\u001b[31m\nb', 'a\ufffd[31m\ufffdb'],
])('%#: is short, and moves no cursor', (typed, expected) => {
  expect(excerpt(typed)).toBe(expected);
});
