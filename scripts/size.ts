/**
 * `npm run size`: what ships, how large it is, and what it asks for. Sizes and permissions are counts, so they bound.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundlePage } from './page-bundle.ts';
import { resolvePath, root } from './root.ts';

interface Bound {
  readonly what: string;
  /** A folder, a file, or several by the beginnings of their names. */
  readonly path: string;
  /** Of a folder, what is counted by itself. */
  readonly without?: RegExp;
  readonly maxBytes: number;
  readonly maxGzipBytes: number;
}

const PDFJS = /\/(?:pdf|chunks\/pdf-[^/]+\.js)(?:\/|$)/u;
/** What a login has no use for. */
const SIGNING = /\/chunks\/(?:signing-|formats-|prepare-|running-hash-|timestamp-|draw-|open-pdf-|pdf-)/u;

/** The bridge runs in every secure page of every tab (docs/decisions/0011), the host starts with every prompt. */
const BOUNDS: readonly Bound[] = [
  {
    what: 'bridge with prompt sheet, Chromium',
    path: 'extension/chrome-mv3/bridge.js',
    maxBytes: 8192,
    maxGzipBytes: 3456,
  },
  {
    what: 'bridge with prompt sheet, Firefox',
    path: 'extension/firefox-mv3/bridge.js',
    maxBytes: 8192,
    maxGzipBytes: 3456,
  },
  { what: 'host, as it starts', path: 'host/kazasu.js', maxBytes: 65_536, maxGzipBytes: 24_576 },
  { what: 'prompt', path: 'extension/chrome-mv3/prompt.html', maxBytes: 184_320, maxGzipBytes: 61_440 },
  { what: 'options', path: 'extension/chrome-mv3/options.html', maxBytes: 184_320, maxGzipBytes: 61_440 },
  { what: 'popup', path: 'extension/chrome-mv3/popup.html', maxBytes: 184_320, maxGzipBytes: 61_440 },
  { what: 'own files', path: 'extension/chrome-mv3/files.html', maxBytes: 204_800, maxGzipBytes: 71_680 },
  {
    what: 'form filler, put into a page',
    path: 'extension/chrome-mv3/form-filler.js',
    maxBytes: 12_288,
    maxGzipBytes: 4096,
  },
  // Nobody waits for it to start; most of it is the Public Suffix List (docs/decisions/0016).
  { what: 'background', path: 'extension/chrome-mv3/background.js', maxBytes: 204_800, maxGzipBytes: 66_560 },
  // Loaded for a request for signatures alone, and of the formats the one that it names.
  {
    what: 'signing: the run and its views',
    path: 'extension/chrome-mv3/chunks/signing-',
    maxBytes: 147_456,
    maxGzipBytes: 57_344,
  },
  {
    what: 'signing: all formats',
    path: 'extension/chrome-mv3/chunks/prepare-',
    maxBytes: 212_992,
    maxGzipBytes: 81_920,
  },
  // Loaded when a PDF is opened: the program, and of its files those that the document asks for.
  { what: 'pdf.js', path: 'extension/chrome-mv3/chunks/pdf-', maxBytes: 460_800, maxGzipBytes: 143_360 },
  {
    what: 'pdf.js, its own files',
    path: 'extension/chrome-mv3/pdf',
    maxBytes: 4_718_592,
    maxGzipBytes: 2_621_440,
  },
  {
    what: 'extension, Chromium',
    path: 'extension/chrome-mv3',
    without: PDFJS,
    maxBytes: 819_200,
    maxGzipBytes: 286_720,
  },
  {
    what: 'extension, Firefox',
    path: 'extension/firefox-mv3',
    without: PDFJS,
    maxBytes: 819_200,
    maxGzipBytes: 286_720,
  },
];

/** What a page loads that uses this much of the package, its dependencies included. */
const PAGE_BOUNDS: readonly (Omit<Bound, 'path'> & { readonly script: string })[] = [
  {
    what: 'page, an error class',
    script: "import { KazasuError } from 'kazasu'; console.log(KazasuError);",
    maxBytes: 256,
    maxGzipBytes: 256,
  },
  {
    what: 'page, isAvailable',
    script: "import { isAvailable } from 'kazasu'; isAvailable();",
    maxBytes: 10_752,
    maxGzipBytes: 4096,
  },
  {
    what: 'page, authenticate',
    script: "import { authenticate } from 'kazasu'; authenticate({ nonce: '' });",
    maxBytes: 11_264,
    maxGzipBytes: 4096,
  },
  {
    what: 'page, sign',
    script: "import { sign } from 'kazasu'; sign({ format: 'pades', documents: [] });",
    maxBytes: 16_384,
    maxGzipBytes: 5888,
  },
  {
    what: 'page, all of kazasu',
    script: "import * as kazasu from 'kazasu'; console.log(kazasu);",
    maxBytes: 17_920,
    maxGzipBytes: 6400,
  },
  {
    what: 'page, <kazasu-login>',
    script: "import 'kazasu/login';",
    maxBytes: 25_600,
    maxGzipBytes: 9472,
  },
];

/** How a file names what it loads, by the end of its own name. */
const IMPORTS: Readonly<Record<string, RegExp>> = {
  '.js': /(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+)["']/gu,
  '.html': /(?:src|href)="(\/[^"]+\.(?:js|css))"/gu,
};

/** Sorted: what the manifest may ask of the person, and nothing else. */
const PERMISSIONS = ['activeTab', 'nativeMessaging', 'scripting', 'storage'];

const problems = [
  ...BOUNDS.flatMap(checkFiles),
  ...['chrome-mv3', 'firefox-mv3'].flatMap(checkLogin),
  ...(await checkPages()),
  ...['chrome-mv3', 'firefox-mv3'].flatMap(checkManifest),
];
for (const problem of problems) console.error(`too much: ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;

function checkFiles(bound: Bound): string[] {
  const { path, without } = bound;
  const files = withStaticImports(filesIn(resolvePath('dist', path)))
    .filter((file) => without?.test(file) !== true)
    .map((file) => readFileSync(file));
  return checkSize(bound, {
    bytes: files.reduce((sum, file) => sum + file.length, 0),
    gzipBytes: files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0),
  });
}

/** Whoever logs in loads nothing that only signatures need. */
function checkLogin(target: string): string[] {
  const loaded = withStaticImports([resolvePath('dist/extension', target, 'prompt.html')]);
  if (loaded.length < 3) return [`${target}: the files that the prompt loads were not found`];
  return loaded.filter((file) => SIGNING.test(file)).map((file) => `a login loads ${file}`);
}

async function checkPages(): Promise<string[]> {
  const found: string[] = [];
  for (const bound of PAGE_BOUNDS) found.push(...(await checkPage(bound)));
  return found;
}

async function checkPage({ script, ...bound }: (typeof PAGE_BOUNDS)[number]): Promise<string[]> {
  const alias = {
    kazasu: resolvePath('dist/sdk/page/index.js'),
    'kazasu/login': resolvePath('dist/sdk/login/index.js'),
  };
  const bundle = await bundlePage(script, { absWorkingDir: root, alias });
  const strangers = bundle.packages.filter((name) => !['kazasu', 'valibot'].includes(name));
  return [
    ...checkSize(bound, bundle),
    ...strangers.map((name) => `${bound.what} would bring ${name} into the page`),
  ];
}

function checkSize(
  { what, maxBytes, maxGzipBytes }: Omit<Bound, 'path'>,
  { bytes, gzipBytes }: { readonly bytes: number; readonly gzipBytes: number },
): string[] {
  console.log(
    `${what.padEnd(36)} ${format(bytes)} of ${format(maxBytes)}   gzip ${format(gzipBytes)} of ${format(maxGzipBytes)}`,
  );
  return bytes > maxBytes || gzipBytes > maxGzipBytes
    ? [`${what} is ${bytes} bytes, ${gzipBytes} with gzip`]
    : [];
}

function checkManifest(target: string): string[] {
  const manifest = JSON.parse(
    readFileSync(resolvePath('dist/extension', target, 'manifest.json'), 'utf8'),
  ) as Record<string, unknown>;
  const permissions = JSON.stringify([...((manifest['permissions'] as string[] | undefined) ?? [])].sort());
  console.log(`${`permissions, ${target}`.padEnd(36)} ${permissions}`);
  const more = [
    'host_permissions',
    'optional_permissions',
    'optional_host_permissions',
    'web_accessible_resources',
  ];
  return [
    ...(permissions === JSON.stringify(PERMISSIONS) ? [] : [`${target} asks for ${permissions}`]),
    ...more.filter((key) => key in manifest).map((key) => `${target} has ${key}`),
  ];
}

function filesIn(path: string): string[] {
  if (!existsSync(path)) return filesThatBegin(path);
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The build gives chunks names that end in a hash. */
function filesThatBegin(path: string): string[] {
  const found = readdirSync(dirname(path)).filter((name) => name.startsWith(basename(path)));
  if (found.length === 0) throw new Error(`no file begins with ${path}`);
  return found.map((name) => join(dirname(path), name));
}

/** A page or a module and what it loads before it runs; what it loads on demand costs nobody who does not need it. */
function withStaticImports(paths: readonly string[]): string[] {
  const found = new Set(paths);
  for (const path of found) {
    const [, pattern] = Object.entries(IMPORTS).find(([extension]) => path.endsWith(extension)) ?? [];
    if (pattern === undefined) continue;
    // A page of the extension names its scripts from the extension's root, where the page itself is.
    const imports = readFileSync(path, 'utf8').matchAll(pattern);
    for (const [, imported = ''] of imports) found.add(join(dirname(path), imported));
  }
  return [...found];
}

function format(bytes: number): string {
  return `${(bytes / 1024).toFixed(1).padStart(6)} KiB`;
}
