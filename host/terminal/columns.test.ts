import { describe, expect, it } from 'vitest';
import { columns, section } from './columns.ts';
import { displayWidth } from './display-width.ts';

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['PIN', 3],
    ['暗証番号', 8],
    ['英数字6〜16文字', 15],
    ['(ア)', 4],
    ['ｱｲｳ', 3],
    ['ＡＢ　１', 8],
    ['か\u3099', 2],
    ['葛\u{e0100}', 2],
    ['𠮷', 2],
    ['é', 1],
  ])('of %j is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

it('puts every cell under the one above it, whatever the script', () => {
  expect(
    columns([
      ['署名用', '残り5回', 'x'],
      ['user authentication', '3', 'x'],
      ['-', ''],
    ]),
  ).toEqual(['署名用               残り5回  x', 'user authentication  3        x', '-']);
});

it('indents rows below their heading', () => {
  expect(section('PINs', [['a', 'b']])).toEqual(['PINs', '  a  b']);
});
