import { gzipSync } from 'node:zlib';
import { type BuildOptions, build } from 'esbuild';

export interface PageBundle {
  readonly bytes: number;
  readonly gzipBytes: number;
  /** The packages that it is made of, by name. */
  readonly packages: readonly string[];
}

/**
 * What a bundler makes of a page's script, as small as it gets it.
 * @throws Error if it warns of something, or if the script would need Node.js
 */
export async function bundlePage(contents: string, options: BuildOptions): Promise<PageBundle> {
  const { outputFiles, metafile, warnings } = await build({
    // A file of its own would be beyond what `sideEffects` is about.
    stdin: { contents, resolveDir: options.absWorkingDir ?? '', loader: 'ts' },
    platform: 'browser',
    format: 'esm',
    target: 'es2023',
    charset: 'utf8',
    bundle: true,
    minify: true,
    metafile: true,
    write: false,
    outfile: 'page.js',
    logLevel: 'silent',
    ...options,
  });
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join('; '));
  const [script] = outputFiles ?? [];
  const [output] = Object.values(metafile?.outputs ?? {});
  if (script === undefined || output === undefined) throw new Error('esbuild wrote nothing');
  const used = Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return {
    bytes: script.contents.length,
    gzipBytes: gzipSync(script.contents, { level: 9 }).length,
    packages: [...new Set(used.map(([path]) => packageOf(path)).filter((name) => name !== undefined))].sort(),
  };
}

/** `undefined` for the page's own script. */
function packageOf(path: string): string | undefined {
  if (path.includes('dist/sdk/')) return 'kazasu';
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//u.exec(path)?.[1];
}
