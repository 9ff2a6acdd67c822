/** Predictors undone as zlib's own users do them, and nothing where there is none. */
import { describe, expect, it } from 'vitest';
import { dictionary } from './pdf-object.ts';
import { undoPredictor } from './predictor.ts';

const undo = (rows: readonly number[], entries: Record<string, number>): readonly number[] =>
  Array.from(undoPredictor(Uint8Array.from(rows), dictionary({ Predictor: 12, ...entries })));

describe('a row', () => {
  it.each([
    ['none', [0, 1, 2, 3, 0, 4, 5, 6], [1, 2, 3, 4, 5, 6]],
    ['sub', [1, 1, 1, 1], [1, 2, 3]],
    ['up', [2, 1, 2, 3, 2, 1, 1, 255], [1, 2, 3, 2, 3, 2]],
    ['average', [3, 10, 10, 10, 3, 10, 10, 10], [10, 15, 17, 15, 25, 31]],
    ['Paeth', [0, 10, 20, 30, 4, 1, 1, 1], [10, 20, 30, 11, 21, 31]],
  ])('by PNG’s filter “%s”', (_name, rows, expected) => {
    expect(undo(rows, { Columns: 3 })).toEqual(expected);
  });

  it('of pixels of several bytes', () => {
    expect(undo([1, 1, 2, 3, 1, 1, 1], { Columns: 2, Colors: 3 })).toEqual([1, 2, 3, 2, 3, 4]);
  });
});

it('without parameters, and without a predictor, bytes stay as they are', () => {
  const bytes = Uint8Array.of(1, 2, 3);
  expect(undoPredictor(bytes, undefined)).toBe(bytes);
  expect(undoPredictor(bytes, dictionary({ Predictor: 1 }))).toBe(bytes);
});

it.each([
  ['a row that is not whole', [2, 1, 2], { Columns: 3 }],
  ['a filter that PNG does not have', [5, 1, 2, 3], { Columns: 3 }],
  ['a predictor for pictures', [1, 2, 3], { Predictor: 2, Columns: 3 }],
  ['rows of no length', [1], { Columns: 0 }],
  ['columns without end', [1], { Columns: 1e9 }],
  ['half a column', [1, 2, 3], { Columns: 1.5 }],
])('refuses %s', (_name, rows, entries) => {
  expect(() => undo(rows, entries)).toThrow(SyntaxError);
});
