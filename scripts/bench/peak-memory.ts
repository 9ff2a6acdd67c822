import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

const EVERY_MS = 200;

/** How much memory a browser that this process has started takes at most, all its processes together, above what it takes now. */
export class PeakMemory {
  readonly #before: number;
  readonly #end = new AbortController();
  readonly #sampling: Promise<number>;

  private constructor(before: number) {
    this.#before = before;
    this.#sampling = this.#sample();
  }

  static async start(): Promise<PeakMemory> {
    return new PeakMemory(await memoryOfBrowser());
  }

  /** @returns bytes */
  async stop(): Promise<number> {
    this.#end.abort();
    return (await this.#sampling) - this.#before;
  }

  async #sample(): Promise<number> {
    let peak = this.#before;
    while (!this.#end.signal.aborted) {
      peak = Math.max(peak, await memoryOfBrowser());
      await wait(EVERY_MS);
    }
    return Math.max(peak, await memoryOfBrowser());
  }
}

/** Proportional set size: what processes share is counted once (proc(5), smaps_rollup). */
async function memoryOfBrowser(): Promise<number> {
  const processes = await readProcesses();
  const ours = new Set([process.pid]);
  // A child's number is mostly above its parent's, but need not be: as often as somebody is found.
  for (let size = 0; size !== ours.size; ) {
    size = ours.size;
    for (const { pid, parent } of processes) if (ours.has(parent)) ours.add(pid);
  }
  const sizes = processes
    .filter(({ pid, name }) => ours.has(pid) && !isHost(name))
    .map(async ({ pid }) => proportionalSize(pid));
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Node.js, and no browser; until it has started it has the name of what registers it. */
function isHost(name: string): boolean {
  return name === 'node' || name.startsWith('app.kazasu');
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
}

async function readProcesses(): Promise<Process[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name)).map(Number);
  const found = await Promise.all(
    pids.map(async (pid) => {
      // It may have ended since.
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      const [, name = '', parent = ''] = /^\d+ \((.*)\) \S (\d+)/u.exec(stat) ?? [];
      return { pid, name, parent: Number(parent) };
    }),
  );
  return found.filter(({ name }) => name !== '');
}

async function proportionalSize(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB$/mu.exec(rollup)?.[1] ?? 0) * 1024;
}
