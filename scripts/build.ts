/**
 * `npm run build`: everything that ships, into dist/. `npm run build host sdk` builds only the named parts.
 */
import { execFileSync } from 'node:child_process';
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { pureSchemas } from './pure-schemas.ts';
import { resolvePath, root } from './root.ts';

const PARTS = { extension: buildExtension, host: buildHost, sdk: buildSdk, demo: buildDemo } as const;
type Part = keyof typeof PARTS;

const version = (JSON.parse(await readFile(resolvePath('package.json'), 'utf8')) as { version: string })
  .version;

const COMMON: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  logLevel: 'warning',
  charset: 'utf8',
  legalComments: 'none',
};

const isPart = (name: string): name is Part => Object.hasOwn(PARTS, name);

const wanted = process.argv.slice(2);
for (const part of wanted.length > 0 ? wanted : Object.keys(PARTS)) {
  if (!isPart(part)) throw new Error(`no such part: ${part} (there are ${Object.keys(PARTS).join(', ')})`);
  const started = performance.now();
  await PARTS[part]();
  console.log(`built ${part} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** dist/extension/chrome-mv3 and dist/extension/firefox-mv3. WXT runs as its own process, once per browser. */
function buildExtension(): void {
  for (const browser of ['chrome', 'firefox']) {
    execFileSync(resolvePath('node_modules/.bin/wxt'), ['build', '--browser', browser, '--mv3'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
}

/** dist/host/kazasu.js and, beside it, what it loads only when it is needed. */
async function buildHost(): Promise<void> {
  await rm(resolvePath('dist/host'), { recursive: true, force: true });
  await build({
    ...COMMON,
    platform: 'node',
    target: 'node20',
    entryPoints: [{ in: 'host/main.ts', out: 'kazasu' }],
    outdir: 'dist/host',
    splitting: true,
    minify: true,
    plugins: [pureSchemas],
    chunkNames: 'kazasu-[name]-[hash]',
    // node-forge is CommonJS and asks for Node's own modules by `require`, which an ES module has to make itself.
    banner: {
      js: "#!/usr/bin/env node\nimport { createRequire as nodeRequire } from 'node:module'; const require = nodeRequire(import.meta.url);",
    },
  });
  await copyPcsclite();
  await writeFile(resolvePath('dist/host/package.json'), '{ "type": "module" }\n');
  await chmod(resolvePath('dist/host/kazasu.js'), 0o755);
}

/** Native code cannot be bundled: beside the host it is found as the package that it comes from. */
async function copyPcsclite(): Promise<void> {
  const target = 'dist/host/node_modules/pcsclite';
  await mkdir(resolvePath(target, 'build/Release'), { recursive: true });
  for (const file of ['package.json', 'LICENSE', 'build/Release/pcsclite.node']) {
    await copyFile(resolvePath('node_modules/pcsclite', file), resolvePath(target, file));
  }
}

/** dist/sdk: the npm package as it is published, with what it takes from shared/ bundled in. */
async function buildSdk(): Promise<void> {
  await rm(resolvePath('dist/sdk'), { recursive: true, force: true });
  const entries = {
    'page/index': 'sdk/page/index.ts',
    'login/index': 'sdk/login/index.ts',
    'verify/index': 'sdk/verify/index.ts',
  };
  await build({
    ...COMMON,
    platform: 'neutral',
    target: 'es2023',
    entryPoints: Object.entries(entries).map(([out, input]) => ({ in: input, out })),
    outdir: 'dist/sdk',
    splitting: true,
    chunkNames: 'shared/[name]-[hash]',
    packages: 'external',
    plugins: [pureSchemas],
  });
  await removeBareImports(resolvePath('dist/sdk'));
  const types = await rollup({
    input: Object.fromEntries(Object.entries(entries).map(([out, input]) => [out, resolvePath(input)])),
    external: (id) => !id.startsWith('.') && !id.startsWith('/'),
    plugins: [dts({ tsconfig: resolvePath('tsconfig.json') })],
  });
  await types.write({ dir: resolvePath('dist/sdk'), chunkFileNames: 'shared/types-[hash].d.ts' });
  const manifest = JSON.parse(await readFile(resolvePath('sdk/package.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  await writeFile(
    resolvePath('dist/sdk/package.json'),
    `${JSON.stringify({ ...manifest, version }, null, 2)}\n`,
  );
  for (const [from, to] of [
    ['sdk/README.md', 'README.md'],
    ['LICENSE', 'LICENSE'],
  ] as const) {
    await copyFile(resolvePath(from), resolvePath('dist/sdk', to));
  }
}

/**
 * esbuild lets an entry import each of its chunks once more, for their side effects. They have none, as package.json says,
 * and an integrator's bundler would warn of each such line.
 */
async function removeBareImports(directory: string): Promise<void> {
  for (const file of await readdir(directory, { recursive: true })) {
    if (!file.endsWith('.js')) continue;
    const path = join(directory, file);
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll(/^import "\.[^"]+";\n/gmu, ''));
  }
}

/** dist/demo: the relying party's server and its page script. `kazasu` is resolved like any other package. */
async function buildDemo(): Promise<void> {
  await rm(resolvePath('dist/demo'), { recursive: true, force: true });
  await build({
    ...COMMON,
    platform: 'node',
    target: 'node20',
    entryPoints: ['demo/main.ts'],
    outdir: 'dist/demo',
    packages: 'external',
  });
  await build({
    ...COMMON,
    platform: 'browser',
    target: 'es2023',
    entryPoints: ['login.ts', 'register.ts', 'add-card.ts', 'moving.ts', 'style.css'].map(
      (file) => `demo/page/${file}`,
    ),
    outdir: 'dist/demo/page',
    minify: true,
    alias: {
      'kazasu/login': resolvePath('dist/sdk/login/index.js'),
      kazasu: resolvePath('dist/sdk/page/index.js'),
    },
  });
}
