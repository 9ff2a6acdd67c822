/**
 * Mutation testing of the verification kit: `npm run mutate`, or a part of it: `npm run mutate -- --mutate FILES`. The
 * whole takes an hour or two, which is why `scripts/test` leaves it out. `MUTATION_TESTS`, test files with a comma
 * between them, runs these alone (unlike `--testFiles`, it also counts for what happens while a module is loaded).
 */
export default {
  mutate: [
    'sdk/verify/**/*.ts',
    'signatures/{der,x509}/*.ts',
    '!**/*.test.ts',
    '!sdk/verify/{testing,vectors}/**',
  ],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner', './scripts/mutation/ignore-wording.js'],
  ignorers: ['wording'],
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  ignorePatterns: ['/dist', '/.wxt', '/e2e', '/demo', '/examples'],
  concurrency: 1,
  // A machine that does other work beside it is slow, and a mutant that only took long must not count as detected.
  timeoutMS: 30_000,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { reportTests: false, allowColor: false },
  tempDirName: '.stryker-tmp',
};
