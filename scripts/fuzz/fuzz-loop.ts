import { BlockCoverage } from './block-coverage.ts';
import { Mutator, randomFrom } from './mutate.ts';
import { Finding, type FuzzTarget, runTarget } from './targets.ts';

export interface FuzzReport {
  readonly executions: number;
  /** Blocks, each counted again for every power of two that its number of runs reached: of the seeds, and at the end. */
  readonly coverage: { readonly seeds: number; readonly end: number };
  /** Blocks that ran for one octet of input, at most. */
  readonly workPerOctet: number;
  /** What reached something new. */
  readonly found: readonly Buffer[];
  readonly findings: readonly (readonly [problem: string, input: Buffer])[];
}

/** Beyond this many blocks an octet, and some to begin with, work is not in proportion to the length. */
const MOST_WORK = { once: 20_000, perOctet: 400 };

/** Runs mutants of what reached something new, until `isOver`. The same seed makes the same mutants. */
export function fuzz(target: FuzzTarget, seed: number, isOver: (executions: number) => boolean): FuzzReport {
  const coverage = new BlockCoverage();
  const mutator = new Mutator(randomFrom(seed));
  const reached = new Set<string>();
  const corpus: Buffer[] = [];
  const findings: [string, Buffer][] = [];
  let workPerOctet = 0;

  function tryOut(input: Buffer): boolean {
    const counts = coverage.of(() => {
      try {
        runTarget(target, input);
      } catch (error) {
        if (!(error instanceof Finding)) throw error;
        findings.push([error.message, input]);
      }
    });
    const work = [...counts.values()].reduce((sum, count) => sum + count, 0);
    workPerOctet = Math.max(workPerOctet, work / Math.max(input.length, 64));
    if (work > MOST_WORK.once + MOST_WORK.perOctet * input.length) findings.push(['too much work', input]);
    const before = reached.size;
    for (const [block, count] of counts) reached.add(`${block}:${Math.floor(Math.log2(count))}`);
    if (reached.size > before) corpus.push(input);
    return reached.size > before;
  }

  for (const input of target.seeds) tryOut(Buffer.from(input));
  const seeds = reached.size;
  const found: Buffer[] = [];
  let executions = 0;
  for (; !isOver(executions); executions += 1) {
    const mutant = mutator.mutate(mutator.pick(corpus), mutator.pick(corpus));
    if (tryOut(mutant)) found.push(mutant);
  }
  coverage.stop();
  return { executions, coverage: { seeds, end: reached.size }, workPerOctet, found, findings };
}
