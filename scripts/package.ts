/**
 * `npx tsx scripts/package.ts`: the npm package as an integrator gets it. Packs dist/sdk, installs the tarball into an
 * empty project, compiles a service and a page against its declarations, bundles the page, and lets the service verify
 * a token; the same from plain JavaScript. Needs `npm run build sdk`.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundlePage } from './page-bundle.ts';
import { resolvePath } from './root.ts';
import { simulateLogin } from './simulated-login.ts';

const PACKED = /^(?:(?:page|login|verify|shared)\/[^/]+\.(?:js|d\.ts)|README\.md|LICENSE|package\.json)$/u;

/** As strict as an integrator's compiler may be, for a server and for a page that goes through a bundler. */
const COMPILER_OPTIONS = {
  target: 'ES2023',
  lib: ['ES2023', 'DOM', 'DOM.Iterable'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  skipLibCheck: false,
  jsx: 'react-jsx',
  jsxImportSource: 'preact',
  types: ['node'],
  typeRoots: [resolvePath('node_modules/@types')],
};
const MODULES = { NodeNext: 'NodeNext', ESNext: 'Bundler' };

const FILES = ['service.ts', 'page.tsx', 'plain.mjs', 'common.cjs', 'documents.mjs'];

/** Everything else is installed beside the package, and none of it is copied into it. */
const PAGE_PACKAGES = ['kazasu', 'valibot'];
/** What a server loads that verifies log-ins and no documents; the readers of documents load more when one comes. */
const LOGIN_PACKAGES = ['valibot'];

const project = await mkdtemp(join(tmpdir(), 'kazasu-package-'));
try {
  await writeFile(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  for (const file of FILES) await copyFile(resolvePath('scripts/package', file), join(project, file));
  const tarball = pack();
  install(tarball);
  checkLoginServer();
  await symlink(resolvePath('node_modules/preact'), join(project, 'node_modules/preact'));
  await compile();
  await bundle();
  await verifyToken();
  verifyDocuments();
} finally {
  await rm(project, { recursive: true, force: true });
}

function pack(): string {
  const args = ['pack', resolvePath('dist/sdk'), '--pack-destination', project, '--json'];
  const [packed] = JSON.parse(run('npm', args)) as [
    { filename: string; size: number; files: { path: string }[] },
  ];
  const strays = packed.files.map(({ path }) => path).filter((path) => !PACKED.test(path));
  ensure(strays.length === 0, `the package would ship ${strays.join(', ')}`);
  console.log(`packed ${packed.filename}: ${packed.files.length} files, ${packed.size} bytes`);
  return packed.filename;
}

/** esbuild writes above each module where it comes from: nothing of the package comes from another one. */
function install(tarball: string): void {
  run('npm', ['install', `./${tarball}`, '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund']);
  const { dependencies } = JSON.parse(run('npm', ['ls', '--json'])) as { dependencies: object };
  ensure(Object.keys(dependencies).join() === 'kazasu', 'the project is not what it should be');
  const bundled = filesOf('node_modules/kazasu').filter((file) => /\/\/ .*node_modules\//u.test(file.text));
  ensure(bundled.length === 0, `other packages are copied into ${bundled.map(({ path }) => path).join()}`);
  console.log('installed it into an empty project');
}

function filesOf(directory: string): { readonly path: string; readonly text: string }[] {
  return readdirSync(join(project, directory), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js'))
    .map((path) => ({ path, text: readFileSync(join(project, directory, path), 'utf8') }));
}

/** What an entry loads at once, by following its imports. */
function checkLoginServer(): void {
  const loaded = new Set<string>();
  const follow = (file: string): string[] => {
    if (loaded.has(file)) return [];
    loaded.add(file);
    const text = readFileSync(file, 'utf8');
    const names = Array.from(
      text.matchAll(/^(?:import|export|\}).* from "([^"]+)";$/gmu),
      ([, name = '']) => name,
    );
    return names.flatMap((name) => (name.startsWith('.') ? follow(join(dirname(file), name)) : [name]));
  };
  const packages = follow(join(project, 'node_modules/kazasu/verify/index.js')).filter(
    (name) => !name.startsWith('node:'),
  );
  const found = [...new Set(packages)].sort();
  ensure(found.join() === LOGIN_PACKAGES.join(), `a server that verifies log-ins loads ${found.join()}`);
  console.log(`a server that verifies log-ins loads ${loaded.size} files and ${found.join()}`);
}

async function compile(): Promise<void> {
  for (const [module, moduleResolution] of Object.entries(MODULES)) {
    const compilerOptions = { ...COMPILER_OPTIONS, module, moduleResolution };
    const files = FILES.filter((file) => /\.tsx?$/u.test(file));
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    run(process.execPath, [resolvePath('node_modules/typescript/bin/tsc'), '-p', '.']);
    console.log(`compiled a service and a page against its declarations, module ${module}`);
  }
}

/** As the page's own bundler sees the installed package: it finds nothing to warn of, and nothing of Node.js. */
async function bundle(): Promise<void> {
  const page = readFileSync(join(project, 'page.js'), 'utf8');
  const { bytes, gzipBytes, packages } = await bundlePage(page, {
    absWorkingDir: project,
    external: ['preact'],
  });
  ensure(packages.join() === PAGE_PACKAGES.join(), `the page has ${packages.join()} in it`);
  console.log(`bundled that page: ${bytes} bytes, ${gzipBytes} with gzip, of ${packages.join(' and ')}`);
}

async function verifyToken(): Promise<void> {
  const { origin, token, authority } = await simulateLogin();
  const login = JSON.stringify({ origin, token, authority });
  const ways = [
    { program: 'service.js', says: /^accepted a\.[\w-]{43}\nsignature-invalid\n$/u },
    { program: 'plain.mjs', says: /^function,function,function,function\nnonce-unknown\n$/u },
    { program: 'common.cjs', says: /^true function\n$/u },
  ];
  for (const { program, says } of ways) {
    const said = run(process.execPath, [program], login);
    ensure(says.test(said), `${program} said ${said}`);
  }
  console.log('ran that service: it accepts a token, and refuses it with another signature');
  console.log('used it from plain JavaScript, as an ES module and by require');
}

/** A signed document of each format, out of the conformance vectors. */
function verifyDocuments(): void {
  for (const name of ['pdf/valid', 'cms/valid', 'xml/valid', 'jws/valid', 'pdf/a-line-behind-the-end']) {
    const vector = readFileSync(resolvePath(`sdk/verify/vectors/${name}.json`), 'utf8');
    const said = run(process.execPath, ['documents.mjs'], vector);
    const expected = name.endsWith('valid') ? '山田　太郎\n' : 'document-changed\n';
    ensure(said === expected, `documents.mjs said ${said} of ${name}`);
  }
  console.log('verified a PDF, a CMS, an XML document and a JWS, and refused a PDF that was changed');
}

/** In the project. What the program said to stderr is in the error, if it fails. */
function run(program: string, args: readonly string[], input = ''): string {
  return execFileSync(program, args, { cwd: project, input, encoding: 'utf8', stdio: 'pipe' });
}

function ensure(condition: boolean, problem: string): asserts condition {
  if (!condition) throw new Error(problem);
}
