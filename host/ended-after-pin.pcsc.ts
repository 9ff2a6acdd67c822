/** Security rule 9 at the end of the host: what a PIN has opened is closed before another program can have the card. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { fromHex, toHex } from '../shared/bytes.ts';
import { createPcscReaders } from './readers/pcsc.ts';
import { type BuiltHost, buildHost, CHROMIUM_ARGUMENTS, HostProcess } from './testing/host-process.ts';
import { SELECT_AUTH_KEY, SELECT_ISD, SELECT_JPKI } from './testing/jpki-exchanges.ts';
import { startPrivatePcscd, VIRTUAL_READERS } from './testing/private-pcscd.ts';

const pcscd = await startPrivatePcscd();
// Before libpcsclite is loaded, which is at the first call.
Object.assign(process.env, pcscd.env);
const directory = mkdtempSync(join(tmpdir(), 'kazasu-end-pcsc-'));
const trace = join(directory, 'trace');
const env = { ...process.env, XDG_STATE_HOME: directory, KAZASU_SIMULATOR_TRACE: trace };
const [READER] = VIRTUAL_READERS;
const PATIENCE = { interval: 10, timeout: 10_000 };
/** COMPUTE DIGITAL SIGNATURE over a DigestInfo of SHA-256. */
const SIGN = `802A0080333031300D060960864801650304020105000420${'AA'.repeat(32)}00`;

let built: BuiltHost;
let simulator: ChildProcessWithoutNullStreams;
beforeAll(async () => {
  built = await buildHost({ pcsc: true });
  // 300 ms for each command.
  const args = ['simulate', '--vpcd', `127.0.0.1:${pcscd.vpcdPort}`, '--scenario', 'slow'];
  simulator = spawn(process.execPath, [built.script, ...args], { env });
  await once(simulator.stdout, 'data');
});
afterAll(async () => {
  const ended = once(simulator, 'close');
  simulator.kill();
  await ended;
  await pcscd.stop();
  await built.remove();
  rmSync(directory, { recursive: true });
});
beforeEach(() => {
  rmSync(trace, { force: true });
});

const VERIFY = '00200080****';
const end = (host: HostProcess): void => {
  host.end();
};
const terminate = (host: HostProcess): void => {
  host.kill('SIGTERM');
  host.kill('SIGTERM');
};

it.each([
  ['VERIFY', 'the browser goes', VERIFY, end],
  // The card is traced when it has answered; the signature is under way by then.
  ['the key is selected', 'the browser goes', SELECT_AUTH_KEY, end],
  ['VERIFY', 'the host is told to end, twice', VERIFY, terminate],
])('after %s, when %s, the card signs for nobody else', async (_, __, command, finish) => {
  const host = new HostProcess(built.script, ['native-messaging', ...CHROMIUM_ARGUMENTS], env);
  await host.hello();
  await host.call('watchReaders', {});
  await host.message((message) => 'method' in message && JSON.stringify(message).includes('"card"'));
  await host.call('openCard', { reader: READER, pin: 'userAuthentication' });
  await host.call('readCertificate', { which: 'userAuthentication' });
  const nonce = 'kq3v0C2mQ7n1sYb5Rr8tWz4xPd6uJf9e';
  void host.start('authenticate', { origin: 'https://library.example.jp', nonce, pin: '1234' });
  await vi.waitFor(() => {
    expect(traced()).toContain(`${command} 9000`);
  }, PATIENCE);
  finish(host);
  expect(await host.exitCode()).toBe(0);
  expect(traced().at(-1)).toBe(`${SELECT_ISD} 9000`);
  expect(await signAsAnotherProgram()).toEqual(['9000', '9000', '6982']);
});

/** Commands and their status words so far. */
function traced(): string[] {
  const lines = existsSync(trace) ? readFileSync(trace, 'utf8').trim().split('\n') : [];
  return lines.map((line) => {
    const { command, sw } = JSON.parse(line) as { command: string; sw: string }; // what trace.ts writes
    return `${command} ${sw}`;
  });
}

async function signAsAnotherProgram(): Promise<string[]> {
  const connection = await createPcscReaders().connect(READER);
  const answers: string[] = [];
  for (const command of [SELECT_JPKI, SELECT_AUTH_KEY, SIGN]) {
    answers.push(toHex((await connection.transmit(fromHex(command))).subarray(-2)));
  }
  await connection.disconnect();
  return answers;
}
