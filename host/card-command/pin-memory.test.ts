/** A PIN outlives its use nowhere in the process of `kazasu card`, and comes back in nothing that it writes. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type BuiltHost, buildHost } from '../testing/host-process.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/**
 * As they are typed, and as the card has them. The simulated card's own password is no part of the command, but in its
 * process; so it is typed in another case.
 */
const SECRETS = {
  presentPassword: 'abc12345',
  newPassword: 'vq9xk3zj7w',
  newPasswordOnCard: 'VQ9XK3ZJ7W',
} as const;
/** Alive for as long as the process is, so that a search that finds nothing is known to be one that finds. */
const CONTROL = 'KAZASU_SIMULATOR_TRACE';

const directory = mkdtempSync(join(tmpdir(), 'kazasu-card-memory-'));
const snapshot = join(directory, 'end.heapsnapshot');
const hook = join(directory, 'hook.cjs');
const env = {
  PATH: process.env['PATH'],
  SHELL: '/bin/sh',
  LANG: 'C',
  KAZASU_LOG: 'debug',
  XDG_STATE_HOME: directory,
};
let built: BuiltHost;
beforeAll(async () => {
  built = await buildHost();
  // What V8 has kept after a full garbage collection, when all is done and nothing gone yet.
  writeFileSync(
    hook,
    `process.on('exit', () => require('node:v8').writeHeapSnapshot(${JSON.stringify(snapshot)}));`,
  );
  for (const args of [['insert', 'normal'], ['ca']]) {
    await promisify(execFile)(process.execPath, [built.script, 'simulate', ...args], { env });
  }
});
afterAll(async () => {
  await built.remove();
  rmSync(directory, { recursive: true });
});

const CHANGE = ['card', 'change-pin', 'digital-signature', '--simulated-card'];

it('from a pipe', async () => {
  const child = spawn(process.execPath, ['--require', hook, built.script, ...CHANGE, '--pin-stdin'], { env });
  child.stdin.end(`${SECRETS.presentPassword}\r\n${SECRETS.newPassword}\r\n`);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(placesOf({ heap: readFileSync(snapshot, 'utf8'), said })).toEqual([]);
});

it('from a terminal', async () => {
  const command = [process.execPath, '--require', hook, built.script, ...CHANGE].map((word) => `'${word}'`);
  const child = spawn('script', ['-qefc', command.join(' '), '/dev/null'], { env });
  // The pipe has changed it.
  const answers = [
    ['Present password', SECRETS.newPassword],
    ['New password', SECRETS.presentPassword],
    ['The new one again', SECRETS.presentPassword],
  ] as const;
  let said = '';
  let answered = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    const [question, answer] = answers[answered] ?? [];
    if (question === undefined || !said.includes(question)) return;
    answered += 1;
    child.stdin.write(`${answer}\r`);
  });
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(answered).toBe(3);
  expect(placesOf({ heap: readFileSync(snapshot, 'utf8'), said })).toEqual([]);
});

/** Where each PIN is found. */
function placesOf(places: { heap: string; said: string }): string[] {
  expect(places.heap).toContain(CONTROL);
  expect(places.said).toContain('apdu-exchanged ins=24');
  return Object.entries(SECRETS).flatMap(([name, secret]) =>
    Object.entries(places).flatMap(([place, text]) => (text.includes(secret) ? [`${name} in ${place}`] : [])),
  );
}
