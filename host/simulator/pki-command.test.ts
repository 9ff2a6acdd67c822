/** The command in a process of its own, as a tester starts it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type BuiltHost, buildHost } from '../testing/host-process.ts';
import { temporaryStateWithPki } from './state/temporary-state.fixture.ts';

let built: BuiltHost;
beforeAll(async () => {
  built = await buildHost();
});
afterAll(() => built.remove());

async function simulatePki(...args: readonly string[]) {
  const { folder } = await temporaryStateWithPki();
  const child = spawn(process.execPath, [built.script, 'simulate', ...args, '--state', folder], {
    env: { LANG: 'ja_JP.UTF-8' },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, closed: once(child, 'close') };
}

it.each(['SIGINT', 'SIGTERM'] as const)('says where, serves, and ends well at %s', async (signal) => {
  const { child, closed } = await simulatePki('--pki');
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    if (lines.push(line) === 3) break;
  }
  const [crl, signatureCrl, ocsp] = lines.map((line) => /http:\/\/127\.0\.0\.1:\d+\/\S+$/u.exec(line)?.[0]);
  expect(lines).toEqual([
    `CRL, userAuthentication: ${crl ?? ''}`,
    `CRL, digitalSignature: ${signatureCrl ?? ''}`,
    `OCSP: ${ocsp ?? ''}`,
  ]);
  expect((await fetch(crl ?? '')).status).toBe(200);
  expect((await fetch(signatureCrl ?? '')).status).toBe(200);
  expect((await fetch(ocsp ?? '', { method: 'POST', body: 'x' })).status).toBe(200);
  child.kill(signal);
  expect(await closed).toEqual([0, null]);
});

it('says that a port is taken', async () => {
  const first = await simulatePki('--pki');
  const [line] = (await once(createInterface(first.child.stdout), 'line')) as [string];
  const port = new URL(/http:.*$/u.exec(line)?.[0] ?? '').port;
  const second = await simulatePki(`--pki=${port}`);
  const [text] = (await once(second.child.stderr, 'data')) as [Buffer];
  expect(text.toString()).toMatch(/^kazasu simulate: .*EADDRINUSE/u);
  expect(await second.closed).toEqual([1, null]);
});
