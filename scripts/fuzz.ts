/**
 * Coverage-guided fuzzing of the verification kit's DER readers: `npm run fuzz -- [seconds] [--save]`.
 * Each target gets an equal share of the time. `--save` keeps what reached something new, which the tests run again.
 */
import { writeFileSync } from 'node:fs';
import { corpusFile } from './fuzz/corpus.ts';
import { fuzz } from './fuzz/fuzz-loop.ts';
import { FUZZ_TARGETS } from './fuzz/targets.ts';

const seconds = Number(process.argv.slice(2).find((argument) => /^\d+$/u.test(argument)) ?? 60);
const targets = Object.entries(FUZZ_TARGETS);
const seed = Date.now() % 2 ** 31;
for (const [name, target] of targets) {
  const end = performance.now() + (seconds * 1000) / targets.length;
  const { executions, coverage, workPerOctet, found, findings } = fuzz(
    target,
    seed,
    () => performance.now() > end,
  );
  console.log(
    `${name}: ${executions} executions, coverage ${coverage.seeds} -> ${coverage.end}, ` +
      `${found.length} new inputs, at most ${workPerOctet.toFixed(1)} blocks an octet, ${findings.length} findings`,
  );
  for (const [problem, input] of findings.slice(0, 10))
    console.log(`  ${problem}: ${input.toString('base64')}`);
  if (findings.length > 0) process.exitCode = 1;
  if (process.argv.includes('--save')) {
    const inputs = found.map((input) => input.toString('base64'));
    writeFileSync(corpusFile(name), `${JSON.stringify(inputs, null, 2)}\n`);
  }
}
console.log(`seed ${seed}`);
