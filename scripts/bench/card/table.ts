import { instructionsOf, type Session } from './session.ts';

/** What is compared: counts, which do not change, and a median time beside that of the floor. */
export interface Line {
  readonly what: string;
  /** All sessions had the same commands; the last one stands for them. */
  readonly session: Session;
  readonly ms: number;
  readonly floorMs: number;
}

export function printTable(lines: readonly Line[]): void {
  console.log(row('', 'APDUs', 'bytes', 'ms', '× floor'));
  for (const { what, session, ms, floorMs } of lines) {
    const { apdus, bytes } = session;
    console.log(row(what, apdus.length, bytes, ms.toFixed(0), (ms / floorMs).toFixed(2)));
  }
  for (const { what, session } of lines.filter(({ session }) => session.apdus.length <= LISTED)) {
    console.log(`${what}: INS ${instructionsOf(session)}`);
  }
}

/** Longer ones are no help to a reader. */
const LISTED = 20;

function row(what: string, ...columns: readonly (string | number)[]): string {
  return [what.padEnd(54), ...columns.map((column) => String(column).padStart(9))].join('');
}
