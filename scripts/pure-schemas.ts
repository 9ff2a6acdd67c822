import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Marks what makes a schema as free of side effects. valibot says so itself, but where it stays a package of its
 * own esbuild does not look there, and a page would be given the schemas of all the calls that it never makes.
 */
export const pureSchemas: Plugin = {
  name: 'pure-schemas',
  setup(build) {
    // esbuild reads the pattern as one of Go, which knows no flag `u`.
    build.onLoad({ filter: /\/(?:shared|sdk\/page)\/[^/]+\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source.replaceAll(/(?<![\w.])v\.(?!\w*[pP]arse\()\w+\(/gu, '/* @__PURE__ */ $&');
      return { contents, loader: 'ts' };
    });
  },
};
