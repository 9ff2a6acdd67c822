import { displayWidth } from './display-width.ts';

const GAP = '  ';

/** Rows of cells as lines, every cell under the one above it, two spaces between the widest and the next. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) {
      widths[index] = Math.max(widths[index] ?? 0, displayWidth(cell));
    }
  }
  return rows.map((row) =>
    row
      .map((cell, index) => padEnd(cell, widths[index] ?? 0))
      .join(GAP)
      .trimEnd(),
  );
}

/** Rows of cells below a heading. */
export function section(heading: string, rows: readonly (readonly string[])[]): string[] {
  return [heading, ...columns(rows).map((line) => `${GAP}${line}`)];
}

function padEnd(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - displayWidth(cell)));
}
