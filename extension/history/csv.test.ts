import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvFile } from './csv.ts';

describe('csvFile', () => {
  it.each([
    ['plain', 'plain'],
    ['氏名、住所', '氏名、住所'],
    ['', ''],
    ['a,b', '"a,b"'],
    ['say "so"', '"say ""so"""'],
    ['two\nlines', '"two\nlines"'],
    ['=HYPERLINK("https://attacker.example")', '"\'=HYPERLINK(""https://attacker.example"")"'],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =1+1', "' =1+1"],
    ['\t=1+1', "'\t=1+1"],
    ['\r=1+1', '"\'\r=1+1"'],
    ['＝1+1', "'＝1+1"],
    ['2026-11-22 16:30:00', '2026-11-22 16:30:00'],
    ['https://service.example', 'https://service.example'],
  ])('writes %j as %j', (cell, written) => {
    expect(csvFile([[cell]])).toBe(`\uFEFF${written}\r\n`);
  });

  it('can be read back, and no cell is a formula', () => {
    const cells = fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 3 }));
    fc.assert(
      fc.property(cells, (rows) => {
        const read = parse(csvFile(rows));
        expect(read.map((row) => row.map((cell) => cell.replace(/^'/u, '')))).toEqual(
          rows.map((row) => row.map((cell) => cell.replace(/^'/u, ''))),
        );
        for (const cell of read.flat()) expect(cell).not.toMatch(/^[=+\-@]/u);
      }),
    );
  });
});

/** RFC 4180, section 2, as far as a reader needs it. */
function parse(file: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of file
    .slice(1)
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gu)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
