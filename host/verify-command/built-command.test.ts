/** The built command as a process of its own: what a script sees of it. */
import { execFile } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BuiltHost, buildHost } from '../testing/host-process.ts';
import { CA, directory, signedCms, write } from './verify-command.fixture.ts';

let built: BuiltHost;
beforeAll(async () => {
  built = await buildHost();
}, 60_000);
afterAll(() => built.remove());

write('valid.p7m', await signedCms('enveloping'));
write('expired.p7m', await signedCms('enveloping', 'expired'));

it.each([
  [['valid.p7m', '--test-ca', CA], 0, /^valid\.p7m: valid, one signature\n/u],
  [['expired.p7m', 'valid.p7m', '--test-ca', CA], 1, /^expired\.p7m: NOT VALID\.[^]+\nvalid\.p7m: valid/u],
  [['valid.p7m'], 2, /^$/u],
  [['none.p7m', '--test-ca', CA, '--json'], 3, /"code":"file-unreadable"/u],
])('%j ends with %i', async (args, status, stdout) => {
  const ended = await run(['verify', ...args]);
  expect(ended.stdout).toMatch(stdout);
  expect(ended.status).toBe(status);
});

it('is one of the commands that help shows', async () => {
  expect((await run(['help'])).stdout).toContain('\n  verify ...\n');
});

function run(args: readonly string[]): Promise<{ status: number; stdout: string }> {
  const env = { PATH: process.env['PATH'], LANG: 'C' };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [built.script, ...args],
      { cwd: directory, env },
      (_, stdout) => {
        resolve({ status: child.exitCode ?? Number.NaN, stdout });
      },
    );
  });
}
