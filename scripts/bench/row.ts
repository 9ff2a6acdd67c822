/** One measured figure beside its floor: medians in milliseconds. */
export interface Row {
  readonly what: string;
  readonly ms: number;
  readonly floor: string;
  readonly floorMs: number;
  /** Counts that belong to the figure, such as APDUs. */
  readonly counts?: string;
}

/** A measured figure that is no time, such as memory. */
export interface Figure {
  readonly what: string;
  readonly figure: string;
  readonly counts: string;
}

export function printFigure({ what, figure, counts }: Figure): void {
  console.log(`${what.padEnd(44)} ${figure}`);
  console.log(`${''.padEnd(44)} ${counts}`);
}

export function printRow({ what, ms, floor, floorMs, counts }: Row): void {
  const ratio = `${(ms / floorMs).toFixed(2)} x ${floor}`;
  console.log(`${what.padEnd(44)} ${format(ms).padStart(8)} ms   ${ratio} (${format(floorMs)} ms)`);
  if (counts !== undefined) console.log(`${''.padEnd(44)} ${counts}`);
}

function format(ms: number): string {
  return ms.toFixed(ms < 1 ? 3 : 1);
}

/** Runs the subject and its floor turn and turn about, so that noise meets both, and gives the median of each. */
export async function compare(
  runs: number,
  subject: () => Promise<number>,
  floor: () => Promise<number>,
): Promise<{ ms: number; floorMs: number }> {
  const subjectMs: number[] = [];
  const floorMs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    floorMs.push(await floor());
    subjectMs.push(await subject());
  }
  return { ms: median(subjectMs), floorMs: median(floorMs) };
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** @param share from 0 to 1: of so many values this one is the largest */
export function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}
