/** What comments and pages cite is there: a page of docs/, a heading or a numbered section in it, a test file. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { resolvePath, root } from '../scripts/root.ts';

const sources = execFileSync('git', ['ls-files', '*.ts', '*.tsx', '*.md'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && existsSync(resolvePath(path)))
  .map((path) => ({
    path,
    text: readFileSync(resolvePath(path), 'utf8').replaceAll(/\n[ \t]*\*?[ \t]*/gu, ' '),
  }));

it('every cited page and heading exists', () => {
  const cited = citations(/docs\/([\w-]+\.md), "([^"]+)"/gu);
  expect(cited.length).toBeGreaterThan(10);
  expect(cited.filter(({ match: [, page = '', heading = ''] }) => !headings(page).includes(heading))).toEqual(
    [],
  );
});

it('every cited section exists', () => {
  const cited = citations(/docs\/([\w-]+\.md), sections? (\d+)/gu);
  expect(cited.length).toBeGreaterThan(3);
  const missing = cited.filter(
    ({ match: [, page = '', number = ''] }) =>
      !headings(page, false).some((heading) => heading.startsWith(`${number}. `)),
  );
  expect(missing).toEqual([]);
});

it('every file that the threat model points to exists', () => {
  const model = readFileSync(resolvePath('docs/threat-model.md'), 'utf8');
  const files = [...model.matchAll(/`([\w/-]+\.(?:test|spec)\.tsx?)`/gu)].map(([, path = '']) => path);
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((path) => !existsSync(resolvePath(path)))).toEqual([]);
});

function citations(pattern: RegExp): { path: string; match: RegExpMatchArray }[] {
  return sources.flatMap(({ path, text }) => [...text.matchAll(pattern)].map((match) => ({ path, match })));
}

/** The headings of a page, without their numbers unless those are asked for. */
function headings(page: string, withoutNumber = true): string[] {
  const text = readFileSync(resolvePath('docs', page), 'utf8');
  const found = [...text.matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) => heading);
  return withoutNumber ? found.map((heading) => heading.replace(/^\d+\. /u, '')) : found;
}
