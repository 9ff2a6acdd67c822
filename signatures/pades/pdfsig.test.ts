/** Files of many producers, signed: poppler and qpdf accept what was made of them. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRODUCED, producePdfs } from '../pdf/testing/producers.ts';
import { makeTestSigner } from '../testing/test-signer.ts';
import { reportPdf } from './report-pdf.ts';
import { DOCUMENT_SHAPES } from './testing/document-shapes.ts';
import { signPdf } from './testing/sign-pdf.ts';

const run = promisify(execFile);
const signer = makeTestSigner('Signer');
let folder = '';
let corpus: ReadonlyMap<string, string> = new Map();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kazasu-pdfsig-'));
  corpus = await producePdfs(folder);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe.each(PRODUCED)('%s', (name) => {
  it('is signed twice, and both signatures are valid', async () => {
    const original = await readFile(corpus.get(name) ?? '');
    const once = await signPdf(original, { signer });
    expect(Buffer.from(once.subarray(0, original.length)).equals(original)).toBe(true);
    const twice = await signPdf(once, { signer, digestAlgorithm: 'SHA-512' });
    const path = join(folder, `signed-${name}`);
    await writeFile(path, twice);
    expect(await pdfsig(path)).toEqual([
      { isValid: true, isTotal: false, type: 'ETSI.CAdES.detached' },
      { isValid: true, isTotal: true, type: 'ETSI.CAdES.detached' },
    ]);
    const reports = await reportPdf(twice);
    expect(reports.map(({ coverage }) => coverage)).toEqual([
      { kind: 'earlier-revision', changes: ['signature-added'] },
      { kind: 'whole-document' },
    ]);
    // Ends with another code as soon as it has to warn.
    expect((await run('qpdf', ['--check', path])).stdout).toContain('No syntax or stream encoding errors');
  });
});

describe('a document with', () => {
  it.each(DOCUMENT_SHAPES)('%s is signed twice, and both signatures are valid', async (name, document) => {
    const path = join(folder, `shape-${name.replaceAll(/\W/gu, '-')}.pdf`);
    await writeFile(path, await signPdf(await signPdf(document, { signer }), { signer }));
    expect(await pdfsig(path)).toEqual([
      { isValid: true, isTotal: false, type: 'ETSI.CAdES.detached' },
      { isValid: true, isTotal: true, type: 'ETSI.CAdES.detached' },
    ]);
  });
});

it.each(['ghostscript.pdf', 'qpdf-streams.pdf'])(
  '%s is signed, appended to by another program, and signed again',
  async (name) => {
    const signed = join(folder, `first-${name}`);
    await writeFile(signed, await signPdf(await readFile(corpus.get(name) ?? ''), { signer }));
    const attached = join(folder, `attached-${name}`);
    // Appends to the file, as poppler saves what somebody has edited.
    await run('pdfattach', [signed, join(folder, 'pages.ps'), attached]);
    const again = join(folder, `again-${name}`);
    await writeFile(again, await signPdf(await readFile(attached), { signer }));
    expect((await pdfsig(again)).map(({ isValid }) => isValid)).toEqual([true, true]);
    const reports = await reportPdf(await readFile(again));
    expect(reports.map(({ integrity }) => integrity.ok)).toEqual([true, true]);
    const [first] = reports;
    const changes = first?.coverage.kind === 'earlier-revision' ? first.coverage.changes : [];
    expect(changes.toSorted()).toEqual(['content-changed', 'signature-added']);
  },
);

/** What poppler says of each signature; fields that are not signed it lists, too. */
async function pdfsig(path: string) {
  const { stdout } = await run('pdfsig', ['-nocert', path]);
  return stdout
    .split(/^Signature #\d+:$/mu)
    .slice(1)
    .filter((text) => !text.includes('is not signed'))
    .map((text) => ({
      isValid: text.includes('Signature Validation: Signature is Valid.'),
      isTotal: text.includes('- Total document signed'),
      type: /Signature Type: (\S+)/u.exec(text)?.[1],
    }));
}
