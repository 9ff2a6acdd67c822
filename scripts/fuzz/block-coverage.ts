import { Session, type Profiler } from 'node:inspector';

/** The verification kit, and the readers that it shares with whoever signs. */
const OURS = /\/(?:sdk\/verify|signatures)\//u;

/** How often each block of this kit's code ran: what a fuzzer is guided by, and a measure of work that no busy machine blurs. */
export class BlockCoverage {
  readonly #session = new Session();

  constructor() {
    this.#session.connect();
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** Of one run of this. */
  of(run: () => void): ReadonlyMap<string, number> {
    this.#take();
    run();
    const counts = new Map<string, number>();
    for (const { scriptId, url, functions } of this.#take()) {
      if (!OURS.test(url)) continue;
      for (const { startOffset, endOffset, count } of functions.flatMap(({ ranges }) => ranges)) {
        if (count > 0) counts.set(`${scriptId}:${startOffset}-${endOffset}`, count);
      }
    }
    return counts;
  }

  stop(): void {
    this.#session.disconnect();
  }

  /** Posting to a session of one's own thread answers before it returns. */
  #take(): readonly Profiler.ScriptCoverage[] {
    let taken: readonly Profiler.ScriptCoverage[] = [];
    this.#session.post('Profiler.takePreciseCoverage', (_error, { result }) => {
      taken = result;
    });
    return taken;
  }
}
