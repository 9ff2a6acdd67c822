import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { version } from '../package.json';
import { toUtf8 } from '../shared/bytes.ts';
import { FRAME_MAX_BYTES } from '../shared/host-protocol.ts';
import {
  type BuiltHost,
  buildHost,
  CHROMIUM_ARGUMENTS,
  frame,
  frameHeader,
  HostProcess,
} from './testing/host-process.ts';

let built: BuiltHost;
beforeAll(async () => {
  built = await buildHost();
});
afterAll(() => built.remove());

const ENV = { PATH: process.env['PATH'], LANG: 'C.UTF-8' };

function startHost(args: readonly string[] = CHROMIUM_ARGUMENTS, env: NodeJS.ProcessEnv = ENV): HostProcess {
  return new HostProcess(built.script, ['native-messaging', ...args], env);
}

const refusal = (code: string) => ({ jsonrpc: '2.0', id: null, error: { message: code, data: { code } } });

describe('a browser starts the host', () => {
  it('answers hello, and ends with its input', async () => {
    const host = startHost();
    expect(await host.hello()).toMatchObject({
      id: 1,
      result: { name: 'kazasu-host', version, simulated: false },
    });
    host.end();
    expect(await host.exitCode()).toBe(0);
    expect(host.stderr).toBe('');
  });

  it('knows Firefox as well', async () => {
    const host = startHost([
      '/home/taro/.mozilla/native-messaging-hosts/app.kazasu.host.json',
      'kazasu@kazasu',
    ]);
    expect(await host.hello()).toMatchObject({ result: { simulated: false } });
    host.end();
    expect(await host.exitCode()).toBe(0);
  });

  it('says that PC/SC is not installed instead of showing no readers', async () => {
    const host = startHost();
    await host.hello();
    expect(await host.call('watchReaders', {})).toMatchObject({ result: {} });
    expect(await host.message((message) => 'method' in message)).toMatchObject({
      method: 'readersChanged',
      params: { readers: [], problem: 'pcsc-not-installed' },
    });
    expect(await host.call('openCard', { reader: 'R', pin: 'userAuthentication' })).toMatchObject({
      error: { message: 'pcsc-not-installed' },
    });
    host.end();
    await host.exitCode();
  });

  it.each([
    ['a foreign extension', ['chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/']],
    ['a foreign add-on', ['/x.json', 'other@example.jp']],
    [
      'a foreign extension that asks for the simulated card',
      ['--simulated-card', 'chrome-extension://aaaa/'],
    ],
  ])('refuses %s with one frame and reads nothing', async (_, args) => {
    const host = startHost(args);
    void host.hello();
    expect(await host.exitCode()).toBe(1);
    expect(host.messages).toMatchObject([refusal('caller-not-allowed')]);
  });

  it('ends after a crash, and prints nothing of it', async () => {
    // No spaces and no double quotes, which NODE_OPTIONS would take for its own.
    const crash = "process.on('SIGUSR2',()=>{throw(new(Error)('4649'))})";
    const host = startHost(CHROMIUM_ARGUMENTS, {
      ...ENV,
      NODE_OPTIONS: `--import=data:text/javascript,${crash}`,
    });
    await host.hello();
    host.kill('SIGUSR2');
    expect(await host.exitCode()).toBe(1);
    expect(host.stderr).toBe('kazasu: warning host-crashed\n');
  });

  it('ends at SIGTERM', async () => {
    const host = startHost();
    await host.hello();
    host.kill('SIGTERM');
    expect(await host.exitCode()).toBe(0);
  });
});

describe('what a browser may send by mistake or malice', () => {
  it.each([
    ['a frame of 0 bytes', frameHeader(0), 'parse-error'],
    ['invalid UTF-8', frame(Uint8Array.of(0x22, 0xff, 0xfe, 0x22)), 'parse-error'],
    ['invalid JSON', frame(toUtf8('{"jsonrpc":')), 'parse-error'],
    ['a batch', frame(toUtf8('[{"jsonrpc":"2.0","id":1,"method":"hello"}]')), 'invalid-rpc'],
    [
      'the largest frame, full of nothing',
      frame(new Uint8Array(FRAME_MAX_BYTES.toHost).fill(0x20)),
      'parse-error',
    ],
  ])('%s is refused, and the next request is answered', async (_, bytes, code) => {
    const host = startHost();
    host.write(bytes);
    expect(await host.hello()).toMatchObject({ id: 1, result: { name: 'kazasu-host' } });
    expect(host.messages[0]).toMatchObject(refusal(code));
    host.end();
    expect(await host.exitCode()).toBe(0);
  });

  it.each([
    ['one byte too many', FRAME_MAX_BYTES.toHost + 1],
    ['4 GB', 0xffffffff],
  ])('a frame of %s is refused before its bytes, and the host ends', async (_, length) => {
    const host = startHost();
    host.write(frameHeader(length));
    expect(await host.exitCode()).toBe(1);
    expect(host.messages).toMatchObject([refusal('frame-too-large')]);
  });

  it.each([
    ['in the length', frame(toUtf8('{}')).subarray(0, 3)],
    ['in the JSON', frame(toUtf8('{}')).subarray(0, 5)],
  ])('input that ends %s is refused, and the host ends', async (_, bytes) => {
    const host = startHost();
    host.write(bytes);
    host.end();
    expect(await host.exitCode()).toBe(1);
    expect(host.messages).toMatchObject([refusal('parse-error')]);
  });

  it('a frame in single bytes is answered', async () => {
    const host = startHost();
    for (const byte of frame(toUtf8('{"jsonrpc":"2.0","id":7,"method":"nothingSuch"}')))
      host.write(Uint8Array.of(byte));
    expect(await host.message((message) => 'id' in message)).toMatchObject({
      id: 7,
      error: { code: -32601, message: 'method-not-found' },
    });
    host.end();
    await host.exitCode();
  });

  it('a PIN comes back in nothing, nor in the log', async () => {
    const host = startHost(CHROMIUM_ARGUMENTS, { ...ENV, KAZASU_LOG: 'debug' });
    await host.hello();
    const pin = '4649';
    const params = { origin: 'https://example.jp', nonce: 'n'.repeat(32), pin };
    for (const wrong of [
      params,
      { ...params, pin: { pin } },
      { ...params, [pin]: pin },
      { ...params, nonce: pin },
      [pin],
    ]) {
      host.send({ jsonrpc: '2.0', id: 100 + host.messages.length, method: 'authenticate', params: wrong });
    }
    host.send({ jsonrpc: '2.0', id: 300, method: pin });
    host.send({ jsonrpc: '2.0', id: pin, method: 'authenticate', params });
    host.write(frame(toUtf8(`{"pin":"${pin}"`)));
    host.end();
    await host.exitCode();
    expect(host.messages.length).toBeGreaterThan(3);
    expect(JSON.stringify(host.messages)).not.toContain(pin);
    expect(host.stderr).toContain('frame-refused');
    expect(host.stderr).not.toContain(pin);
  });
});

describe('a person starts it', () => {
  function kazasu(args: readonly string[], env: NodeJS.ProcessEnv = ENV) {
    return new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
      execFile(process.execPath, [built.script, ...args], { env }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : error.code, stdout, stderr });
      });
    });
  }

  it.each([[['native-messaging']], [['native-messaging', '--simulated-card']]])(
    '%j says who should, on stderr',
    async (args) => {
      const { code, stdout, stderr } = await kazasu(args);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain('kazasu install');
    },
  );

  const JAPANESE = { ...ENV, LANG: 'ja_JP.UTF-8' };

  it.each([
    { args: [], begins: 'Usage: kazasu' },
    { args: ['nothingSuch'], begins: 'Unknown command: nothingSuch\nUsage: kazasu' },
    { args: ['constructor'], begins: 'Unknown command: constructor\nUsage: kazasu' },
    { args: ['--nothing-such'], begins: 'Unknown option: --nothing-such\nUsage: kazasu' },
    { args: ['install', '--nothing-such'], begins: 'Unknown option: --nothing-such\nUsage: kazasu' },
    { args: ['nothingSuch'], env: JAPANESE, begins: '不明なコマンドです: nothingSuch\n使い方: kazasu' },
  ])('$args names the mistake and shows the usage, on stderr', async ({ args, env, begins }) => {
    const { code, stdout, stderr } = await kazasu(args, env);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.startsWith(begins)).toBe(true);
  });

  it('shows the usage in Japanese', async () => {
    const { code, stdout } = await kazasu(['help'], JAPANESE);
    expect(code).toBe(0);
    expect(stdout).toContain('使い方');
  });

  it('prints its version', async () => {
    expect(await kazasu(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});
