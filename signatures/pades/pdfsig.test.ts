/** Files of many producers, signed: poppler and qpdf accept what was made of them. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRODUCERS, producePdfs } from '../pdf/testing/producers.ts';
import { makeTestSigner } from '../testing/test-signer.ts';
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

describe.each([...Object.keys(PRODUCERS), 'libreoffice.pdf'])('%s', (name) => {
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
    // Ends with another code as soon as it has to warn.
    expect((await run('qpdf', ['--check', path])).stdout).toContain('No syntax or stream encoding errors');
  });
});

/** What poppler says of each signature. */
async function pdfsig(path: string) {
  const { stdout } = await run('pdfsig', ['-nocert', path]);
  return stdout
    .split(/^Signature #\d+:$/mu)
    .slice(1)
    .map((text) => ({
      isValid: text.includes('Signature Validation: Signature is Valid.'),
      isTotal: text.includes('- Total document signed'),
      type: /Signature Type: (\S+)/u.exec(text)?.[1],
    }));
}
