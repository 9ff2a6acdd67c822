/**
 * `npx tsx scripts/package.ts`: the npm package as an integrator gets it. Packs dist/sdk, installs the tarball into an
 * empty project, compiles a service against its declarations, and lets that verify a token. Needs `npm run build sdk`.
 */
import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolvePath } from './root.ts';
import { simulateLogin } from './simulated-login.ts';

const PACKED = /^(?:(?:page|verify|shared)\/[^/]+\.(?:js|d\.ts)|README\.md|LICENSE|package\.json)$/u;

/** As strict as an integrator's compiler may be, for a server and for a page that goes through a bundler. */
const COMPILER_OPTIONS = {
  target: 'ES2023',
  lib: ['ES2023', 'DOM', 'DOM.Iterable'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  skipLibCheck: false,
  types: ['node'],
  typeRoots: [resolvePath('node_modules/@types')],
};
const MODULES = { NodeNext: 'NodeNext', ESNext: 'Bundler' };

const project = await mkdtemp(join(tmpdir(), 'kazasu-package-'));
try {
  await writeFile(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  await copyFile(resolvePath('scripts/package/service.ts'), join(project, 'service.ts'));
  const tarball = pack();
  install(tarball);
  await compile();
  await verifyToken();
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

function install(tarball: string): void {
  run('npm', ['install', `./${tarball}`, '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund']);
  const { dependencies } = JSON.parse(run('npm', ['ls', '--json'])) as { dependencies: object };
  ensure(Object.keys(dependencies).join() === 'kazasu', 'the project is not what it should be');
  console.log('installed it into an empty project');
}

async function compile(): Promise<void> {
  for (const [module, moduleResolution] of Object.entries(MODULES)) {
    const compilerOptions = { ...COMPILER_OPTIONS, module, moduleResolution };
    await writeFile(
      join(project, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['service.ts'] }),
    );
    run(process.execPath, [resolvePath('node_modules/typescript/bin/tsc'), '-p', '.']);
    console.log(`compiled a service against its declarations, module ${module}`);
  }
}

async function verifyToken(): Promise<void> {
  const { origin, token, authority } = await simulateLogin();
  const said = run(process.execPath, ['service.js'], JSON.stringify({ origin, token, authority }));
  ensure(/^accepted [\w-]{43}\nsignature-invalid\n$/u.test(said), `the service said ${said}`);
  console.log('ran that service: it accepts a token, and refuses it with another signature');
}

/** In the project. What the program said to stderr is in the error, if it fails. */
function run(program: string, args: readonly string[], input = ''): string {
  return execFileSync(program, args, { cwd: project, input, encoding: 'utf8', stdio: 'pipe' });
}

function ensure(condition: boolean, problem: string): asserts condition {
  if (!condition) throw new Error(problem);
}
