import { readdirSync, readFileSync } from 'node:fs';

/** What Linux counts for a process, all its threads together (proc(5)). */
export interface ProcessFigures {
  readonly cpuMs: number;
  /** Times that a thread has gone to sleep by itself, so each was a wake-up before. */
  readonly wakeUps: number;
  readonly threads: number;
  /** Open file descriptors. */
  readonly handles: number;
}

export function processFigures(pid: number): ProcessFigures {
  const folder = `/proc/${pid}`;
  const threads = readdirSync(`${folder}/task`);
  return {
    cpuMs: cpuTicks(readFileSync(`${folder}/stat`, 'utf8')) * MS_PER_TICK,
    wakeUps: threads.reduce((sum, thread) => sum + voluntarySwitches(`${folder}/task/${thread}`), 0),
    threads: threads.length,
    handles: readdirSync(`${folder}/fd`).length,
  };
}

/** sysconf(_SC_CLK_TCK) is 100 on Linux. */
const MS_PER_TICK = 10;

/** utime and stime, fields 14 and 15; the second one, in parentheses, may contain spaces. */
function cpuTicks(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

function voluntarySwitches(folder: string): number {
  return Number(/^voluntary_ctxt_switches:\s*(\d+)$/mu.exec(readFileSync(`${folder}/status`, 'utf8'))?.[1]);
}
