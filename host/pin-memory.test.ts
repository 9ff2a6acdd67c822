/** A PIN outlives its call nowhere in the host's process, and comes back in nothing that the host writes. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type BuiltHost, buildHost, CHROMIUM_ARGUMENTS, HostProcess } from './testing/host-process.ts';

const READER = 'Kazasu Simulated Reader 00';
/**
 * What is typed, and the form in which the card has it. The simulated card's own password is no part of the host, but
 * in this process; so it is typed in another case.
 */
const SECRETS = {
  malformedPin: 'QJ7WX2KD',
  wrongPassword: 'ZQ4XW8VK',
  typedPassword: 'abc12345',
  wrongNewPassword: 'KZVQWXJY',
  newPassword: 'vq9xk3zj7w',
  newPasswordOnCard: 'VQ9XK3ZJ7W',
} as const;
/** Alive for as long as the host is, so that a search that finds nothing is known to be one that finds. */
const CONTROL = 'kazasu-host';

const directory = mkdtempSync(join(tmpdir(), 'kazasu-memory-'));
const env = {
  PATH: process.env['PATH'],
  XDG_STATE_HOME: directory,
  KAZASU_LOG: 'debug',
  NODE_OPTIONS: `--heapsnapshot-signal=SIGUSR2 --diagnostic-dir=${directory}`,
};
let built: BuiltHost;
beforeAll(async () => {
  built = await buildHost();
  await promisify(execFile)(process.execPath, [built.script, 'simulate', 'insert', 'normal'], { env });
  // Makes the test PKI, which takes seconds where the processor is busy.
  await promisify(execFile)(process.execPath, [built.script, 'simulate', 'ca'], { env });
}, 60_000);
afterAll(async () => {
  await built.remove();
  rmSync(directory, { recursive: true });
});

describe('after the last call with it', () => {
  it('no PIN is in the heap, on standard output or in the log', async () => {
    const host = new HostProcess(
      built.script,
      ['native-messaging', '--simulated-card', ...CHROMIUM_ARGUMENTS],
      env,
    );
    await host.hello();
    await host.call('watchReaders', {});
    await typeEverything(host);
    const heap = await heapSnapshot(host);
    host.end();
    expect(await host.exitCode()).toBe(0);

    expect(heap).toContain(CONTROL);
    expect(JSON.stringify(host.messages)).toContain(CONTROL);
    expect(host.stderr).toContain('apdu-exchanged ins=20');
    const places = { heap, output: JSON.stringify(host.messages), log: host.stderr };
    const found = Object.entries(SECRETS).flatMap(([name, secret]) =>
      Object.entries(places).flatMap(([place, text]) =>
        text.includes(secret) ? [`${name} in ${place}`] : [],
      ),
    );
    expect(found).toEqual([]);
  }, 60_000);
});

async function typeEverything(host: HostProcess): Promise<void> {
  const open = () => host.call('openCard', { reader: READER, pin: 'digitalSignature' });
  const digests = [{ algorithm: 'SHA-256' as const, value: Buffer.alloc(32).toString('base64') }];
  await open();
  const { malformedPin, wrongPassword, typedPassword, wrongNewPassword, newPassword } = SECRETS;
  const origin = 'https://library.example.jp';
  const nonce = 'kq3v0C2mQ7n1sYb5Rr8tWz4xPd6uJf9e';
  expect(await host.call('authenticate', { origin, nonce, pin: malformedPin })).toMatchObject(
    failure('pin-malformed'),
  );
  await open();
  expect(await host.call('beginSigning', { pin: wrongPassword })).toMatchObject(failure('wrong-pin'));
  expect(await host.call('beginSigning', { pin: typedPassword })).toHaveProperty('result');
  expect(await host.call('sign', { digests })).toHaveProperty('result');
  await open();
  expect(
    await host.call('changePin', { which: 'digitalSignature', pin: typedPassword, newPin: wrongNewPassword }),
  ).toMatchObject(failure('pin-malformed'));
  await open();
  expect(
    await host.call('changePin', { which: 'digitalSignature', pin: typedPassword, newPin: newPassword }),
  ).toMatchObject({ result: { triesLeft: 5 } });
  await open();
  expect(await host.call('readCertificate', { which: 'digitalSignature', pin: newPassword })).toHaveProperty(
    'result',
  );
}

const failure = (code: string) => ({ error: { data: { code } } });

/** What V8 has kept after a full garbage collection, as text. */
async function heapSnapshot(host: HostProcess): Promise<string> {
  host.kill('SIGUSR2');
  const read = () => {
    const [file = ''] = readdirSync(directory).filter((name) => name.endsWith('.heapsnapshot'));
    const text = readFileSync(join(directory, file), 'utf8');
    JSON.parse(text); // whole
    return text;
  };
  return vi.waitFor(read, { timeout: 30_000, interval: 200 });
}
