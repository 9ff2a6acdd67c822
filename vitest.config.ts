import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './e2e/longest-first.ts';

const root = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Three projects: `unit` stands beside the source and needs nothing but Node.js; `pcsc` does so too and starts pcscd
 * with a virtual reader; `e2e` drives real browsers against what `npm run build` left in dist/.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve: {
          alias: [
            { find: /^kazasu\/verify$/, replacement: root('./sdk/verify/index.ts') },
            { find: /^kazasu$/, replacement: root('./sdk/page/index.ts') },
          ],
        },
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: {
          name: 'unit',
          include: ['{shared,signatures,host,extension,sdk,manifests,demo,scripts,docs}/**/*.test.{ts,tsx}'],
          // A machine that does other work beside the tests is slow, and no test waits this long for what will not come.
          testTimeout: 30_000,
          hookTimeout: 30_000,
          // One fewer by default, which on two cores is one.
          maxWorkers: '100%',
        },
      },
      {
        test: {
          name: 'pcsc',
          include: ['{host,scripts}/**/*.pcsc.ts'],
          // Each APDU takes the virtual reader 44 ms, and pcscd looks at a slot every 400 ms.
          testTimeout: 20_000,
          hookTimeout: 30_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.spec.ts'],
          globalSetup: ['e2e/global-setup.ts'],
          // Two browsers keep two cores busy, but for what they wait for: a third one works meanwhile.
          maxWorkers: 3,
          // A spec has browsers and worlds of its own; of the worker it needs nothing that the one before has not left.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
