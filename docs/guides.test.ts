/** What the guides and the reference print compiles, their links lead somewhere, and a translation has the code of its original. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { resolvePath, root } from '../scripts/root.ts';

const pages = [
  'README.md',
  'sdk/README.md',
  'examples/README.md',
  ...readdirSync(resolvePath('docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
].map((path) => ({ path, text: readFileSync(resolvePath(path), 'utf8') }));

describe('links', () => {
  it.each(pages)('$path leads only to files and headings that are there', ({ path, text }) => {
    const links = [...text.matchAll(/\]\(([^):\s]+)\)/gu)].map(([, link = '']) => link);
    expect(links.filter((link) => !leadsSomewhere(link, path))).toEqual([]);
  });
});

it.each(['quick-start', 'law'])('%s has the same outline, code and sources in Japanese', (name) => {
  const [english, japanese] = [`docs/${name}.md`, `docs/${name}.ja.md`].map((path) =>
    readFileSync(resolvePath(path), 'utf8'),
  );
  expect(outline(japanese)).toEqual(outline(english));
  expect(outline(english).length).toBeGreaterThan(10);
});

it('every snippet compiles against the package', { timeout: 120_000 }, () => {
  const fromPages = pages.flatMap(({ path, text }) => snippetsOf(text, path));
  const fromDocstrings = sources().flatMap(({ path, text }) => examplesOf(text, path));
  expect(fromPages.length).toBeGreaterThan(8);
  expect(fromDocstrings.length).toBeGreaterThan(8);
  const snippets = new Map([...fromPages, ...fromDocstrings]);
  expect(problemsOf(snippets)).toEqual([]);
});

/** From a page, as a reader of the repository follows it. */
function leadsSomewhere(link: string, from: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? from : join(dirname(from), path);
  if (!existsSync(resolvePath(target))) return false;
  return anchor === undefined || anchors(readFileSync(resolvePath(target), 'utf8')).includes(anchor);
}

/** As GitHub makes them from headings. */
function anchors(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** What does not change with the language: levels of headings, items, cells, whole blocks of code, addresses. */
function outline(markdown = ''): string[] {
  const parts = markdown.matchAll(
    /^(?<code>```.*?^```$)|^(?<level>#+) |^(?<item>-|\d+\.) |^(?<row>\|[^\n]*)$|<(?<address>https?:[^>]+)>/gmsu,
  );
  return [...parts].map(({ groups = {} }) => {
    const { code, level, item, row, address } = groups;
    return code ?? level ?? item ?? address ?? `row of ${row?.split('|').length ?? 0}`;
  });
}

/** TypeScript behind `<!-- ts: page -->` or `<!-- ts: server -->`, each a module of its own. */
function snippetsOf(text: string, path: string): [string, string][] {
  const found = text.matchAll(/<!-- ts: (page|server) -->\n\n```ts\n(.*?)\n```/gsu);
  return [...found].map(([, , code = ''], index) => toModule(code, path, index));
}

/** The examples of docstrings, of which TypeDoc makes the reference. */
function examplesOf(text: string, path: string): [string, string][] {
  const found = text.matchAll(/@example\n \* ```ts\n(.*?) \* ```/gsu);
  return [...found].map(([, code = ''], index) => toModule(code.replaceAll(/^ \* ?/gmu, ''), path, index));
}

function toModule(code: string, path: string, index: number): [string, string] {
  return [resolvePath('docs', `${path.replaceAll(/\W/gu, '-')}-${index}.ts`), `${code}\nexport {};\n`];
}

function sources(): { path: string; text: string }[] {
  return readdirSync(resolvePath('sdk'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => ({ path: `sdk/${name}`, text: readFileSync(resolvePath('sdk', name), 'utf8') }));
}

/** What the text around a snippet has told of: the package's exports, and what a service has of its own. */
const SURROUNDINGS = `
import type * as page from 'kazasu';
import type * as kazasu from 'kazasu/verify';
declare global {
  const button: HTMLButtonElement;
  const form: HTMLFormElement;
  function post(path: string, body?: unknown): Promise<{ nonce: string }>;
  const nameField: HTMLInputElement;
  const fileInput: HTMLInputElement;
  function showProblem(code: string): void;
  function showHowToInstall(): void;

  const { authenticate, readAttributes, sign, KazasuError }: typeof page;
  const pdf: Blob;
  const { createVerifier, createSignatureVerifier, createDocumentVerifier }: typeof kazasu;
  const { createMemoryNonceStore, createRedisNonceStore }: typeof kazasu;
  const { createCrlChecker, crlFile, createOcspChecker, firstAnswer }: typeof kazasu;
  const settings: kazasu.VerifierSettings;
  const verifier: kazasu.Verifier;
  const nonces: kazasu.NonceStore;
  const checker: kazasu.RevocationChecker;
  const lists: readonly kazasu.LoadCrl[];
  const url: string;
  const sessionId: string;
  const nonce: string;
  const token: unknown;
  const certificate: Uint8Array;
  const firstGeneration: string;
  const secondGeneration: string;
  const newSecret: Uint8Array;
  const oldSecret: Uint8Array;
  const readFile: (path: string, encoding: 'utf8') => Promise<string>;
  function startNewSession(accountKey: string): void;
  function logIn(accountKey: string): void;
  const documents: kazasu.DocumentVerifier;
  const accounts: {
    findByAnyKey(keys: readonly string[]): Promise<string | undefined>;
    replaceKeys(account: string, keys: { remove: readonly string[]; add: string }): Promise<void>;
  };
}
`;

/** By the project's own settings, but for a rule that is a matter of taste. */
function problemsOf(snippets: ReadonlyMap<string, string>): string[] {
  const config = ts.readConfigFile(resolvePath('tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(
    config.config,
    { ...ts.sys, readDirectory: () => [] },
    root,
  );
  const files = new Map([...snippets, [resolvePath('docs/surroundings.ts'), SURROUNDINGS]]);
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram({
    rootNames: [...files.keys()],
    options: { ...options, noPropertyAccessFromIndexSignature: false },
    host: {
      ...host,
      fileExists: (path) => files.has(path) || host.fileExists(path),
      getSourceFile: (path, language) => {
        const text = files.get(path);
        return text === undefined
          ? host.getSourceFile(path, language)
          : ts.createSourceFile(path, text, language);
      },
    },
  });
  return [...snippets.keys()].flatMap((path) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(path))
      .map(({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`),
  );
}
