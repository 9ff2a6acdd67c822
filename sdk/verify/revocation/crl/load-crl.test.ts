import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { checkWith } from '../../testing/revocation-scene.ts';
import { authority } from '../../testing/scene.ts';
import { makeCrl } from '../../testing/test-crl.ts';
import type { RevocationProblemCode } from '../revocation-problems.ts';
import type { LoadCrl } from './cached-list.ts';
import { createCrlChecker } from './crl-checker.ts';
import { type CrlFetch, crlFile, crlUrl } from './load-crl.ts';

const list = Uint8Array.from(makeCrl(authority));
const url = 'http://crl.example/jpki.crl';
const check = (load: LoadCrl) => checkWith(createCrlChecker({ lists: [load] }));
const fetchOf =
  (body: Uint8Array<ArrayBuffer>, status = 200): CrlFetch =>
  () =>
    Promise.resolve(new Response(body, { status }));

function temporaryFile(content: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'kazasu-test-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  writeFileSync(join(folder, 'jpki.crl'), content);
  return join(folder, 'jpki.crl');
}

it('from a file', async () => {
  expect(await check(crlFile(temporaryFile(list)))).toMatchObject({ status: 'good' });
});

it('from a file, until nobody waits for it any more', async () => {
  const load = crlFile(temporaryFile(list));
  await expect(load(AbortSignal.abort())).rejects.toThrow('abort');
});

it('from an address, without redirects', async () => {
  const load = crlUrl(url, {
    fetch: (asked, { redirect, signal }) => {
      expect([asked, redirect, signal.aborted]).toEqual([url, 'error', false]);
      return fetchOf(list)(asked, { redirect, signal });
    },
  });
  expect(await check(load)).toMatchObject({ status: 'good' });
});

it.each<[string, LoadCrl, RevocationProblemCode]>([
  ['a file that is not there', crlFile('/nonexistent/jpki.crl'), 'crl-load-failed'],
  ['another HTTP status', crlUrl(url, { fetch: fetchOf(list, 404) }), 'crl-load-failed'],
  ['too much', crlUrl(url, { fetch: fetchOf(list), maxBytes: list.length - 1 }), 'crl-oversize'],
  ['nothing', crlUrl(url, { fetch: fetchOf(new Uint8Array()) }), 'crl-malformed'],
])('not from %s', async (_name, load, reason) => {
  expect(await check(load)).toEqual({ status: 'unavailable', reason });
});
