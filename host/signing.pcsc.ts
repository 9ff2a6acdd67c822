/** Between a signature password and the signatures, on a real pcscd: nobody gets in between, and nothing is left open. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../shared/bytes.ts';
import type { RpcFromHost } from '../shared/host-protocol.ts';
import { createPcscReaders } from './readers/pcsc.ts';
import { type BuiltHost, buildHost, CHROMIUM_ARGUMENTS, HostProcess } from './testing/host-process.ts';
import { SELECT_ISD, SELECT_JPKI } from './testing/jpki-exchanges.ts';
import { startPrivatePcscd, VIRTUAL_READERS } from './testing/private-pcscd.ts';

const pcscd = await startPrivatePcscd();
// Before libpcsclite is loaded, which is at the first call.
Object.assign(process.env, pcscd.env);
const directory = mkdtempSync(join(tmpdir(), 'kazasu-signing-pcsc-'));
const trace = join(directory, 'trace');
const env = { ...process.env, XDG_STATE_HOME: directory, KAZASU_SIMULATOR_TRACE: trace };
const [READER] = VIRTUAL_READERS;
const PASSWORD = { pin: 'ABC12345' };
const SELECT_SIGN_KEY = '00A4020C02001A';
/** COMPUTE DIGITAL SIGNATURE over a DigestInfo of SHA-256. */
const SIGN = `802A0080333031300D060960864801650304020105000420${'AA'.repeat(32)}00`;
const DIGESTS = {
  digests: Array.from({ length: 10 }, (_, n) => ({
    algorithm: 'SHA-256' as const,
    value: Buffer.alloc(32, n).toString('base64'),
  })),
};

let built: BuiltHost;
let simulator: ChildProcessWithoutNullStreams;
let host: HostProcess;
beforeAll(async () => {
  built = await buildHost({ pcsc: true });
  await insertCard();
});
afterAll(async () => {
  await removeCard();
  await pcscd.stop();
  await built.remove();
  rmSync(directory, { recursive: true });
});
beforeEach(async () => {
  host = new HostProcess(built.script, ['native-messaging', ...CHROMIUM_ARGUMENTS], env);
  await host.hello();
  await host.call('watchReaders', {});
  await readerIs('card');
  await host.call('openCard', { reader: READER, pin: 'digitalSignature' });
  rmSync(trace, { force: true });
});
afterEach(async () => {
  host.end();
  await host.exitCode();
});

async function insertCard(): Promise<void> {
  const args = ['simulate', '--vpcd', `127.0.0.1:${pcscd.vpcdPort}`, '--scenario', 'normal'];
  simulator = spawn(process.execPath, [built.script, ...args], { env });
  await once(simulator.stdout, 'data');
}

async function removeCard(): Promise<void> {
  const ended = once(simulator, 'close');
  simulator.kill();
  await ended;
}

async function readerIs(state: string): Promise<void> {
  await host.message(
    (message) =>
      'method' in message &&
      JSON.stringify(message.params).includes(`{"name":"${READER}","state":"${state}"`),
  );
}

/** Commands so far. */
function traced(): string[] {
  const lines = existsSync(trace) ? readFileSync(trace, 'utf8').trim().split('\n') : [];
  return lines.map((line) => (JSON.parse(line) as { command: string }).command); // what trace.ts writes
}

const failure = (code: string) => ({ error: { data: { code } } });
const signaturesAsked = () => traced().filter((command) => command.startsWith('802A')).length;

async function signAsAnotherProgram(): Promise<string[]> {
  const connection = await createPcscReaders().connect(READER);
  const answers: string[] = [];
  for (const command of [SELECT_JPKI, SELECT_SIGN_KEY, SIGN]) {
    answers.push(toHex((await connection.transmit(fromHex(command))).subarray(-2)));
  }
  await connection.disconnect();
  return answers;
}

function certificateIn(answer: RpcFromHost): Buffer {
  const { certificate } =
    'result' in answer ? (answer.result as { certificate: string }) : { certificate: '' }; // as beginSigning answers
  return Buffer.from(certificate, 'base64');
}

describe('on pcscd', () => {
  it('ten documents take one VERIFY, one SELECT of the key and ten signatures', async () => {
    const certificate = certificateIn(await host.call('beginSigning', PASSWORD));
    expect(await host.call('sign', DIGESTS)).toHaveProperty('result.signatures.length', 10);
    const commands = traced();
    const fromPassword = commands.slice(commands.indexOf('00200080****'));
    const reads = Math.ceil(certificate.length / 256);
    expect(fromPassword).toHaveLength(1 + 1 + reads + 1 + 10 + 1);
    expect(fromPassword.slice(-12, -11)).toEqual([SELECT_SIGN_KEY]);
    expect(fromPassword.slice(-11, -1).every((command) => command.startsWith('802A0080'))).toBe(true);
    expect(fromPassword.at(-1)).toBe(SELECT_ISD);
    expect(commands.filter((command) => command === '00200080****')).toHaveLength(1);
    expect(await signAsAnotherProgram()).toEqual(['9000', '9000', '6982']);
  });

  it('after a wrong password nothing is open, and a sign gives the card back', async () => {
    expect(await host.call('beginSigning', { pin: 'XYZ98765' })).toMatchObject(failure('wrong-pin'));
    expect(await host.call('sign', DIGESTS)).toMatchObject(failure('card-not-open'));
    expect(signaturesAsked()).toBe(0);
    expect(await signAsAnotherProgram()).toEqual(['9000', '9000', '6982']);
  });

  it('no other program has the card between the password and the signatures', async () => {
    await host.call('beginSigning', PASSWORD);
    await expect(createPcscReaders().connect(READER)).rejects.toMatchObject({ code: 'card-in-use' });
    expect(await host.call('sign', DIGESTS)).toHaveProperty('result');
  });

  it('a host that ends in between leaves nothing open', async () => {
    await host.call('beginSigning', PASSWORD);
    host.end();
    expect(await host.exitCode()).toBe(0);
    expect(traced().at(-1)).toBe(SELECT_ISD);
    expect(await signAsAnotherProgram()).toEqual(['9000', '9000', '6982']);
  });

  it('giving up during the signatures gives out none', async () => {
    await host.call('beginSigning', PASSWORD);
    const { id, answer } = host.start('sign', DIGESTS);
    host.send({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id } });
    expect(await answer).toMatchObject(failure('cancelled'));
    expect(signaturesAsked()).toBeLessThan(10);
    expect(await signAsAnotherProgram()).toEqual(['9000', '9000', '6982']);
  });

  it('a card that is taken away in between, and put back, signs nothing', async () => {
    await host.call('beginSigning', PASSWORD);
    await removeCard();
    await readerIs('empty');
    await insertCard();
    expect(await host.call('sign', DIGESTS)).toMatchObject(failure('card-not-open'));
    expect(signaturesAsked()).toBe(0);
  });
});
