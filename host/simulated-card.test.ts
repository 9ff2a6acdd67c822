/** The whole host as a process, against the simulated card: what a person and a browser can do to it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compactVerify, importX509 } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CommandLineIo } from './command-line.ts';
import type { ReaderStatus, RpcFromHost } from '../shared/host-protocol.ts';
import type { PinKind } from '../shared/jpki.ts';
import { runSimulateCommand } from './simulator/command.ts';
import { type BuiltHost, buildHost, CHROMIUM_ARGUMENTS, HostProcess } from './testing/host-process.ts';

const READER = 'Kazasu Simulated Reader 00';
const PIN = '1234';
const WRONG_PIN = '7391';
const CARD_INFO_PIN = '5678';
const REQUEST = { origin: 'https://library.example.jp', nonce: 'kq3v0C2mQ7n1sYb5Rr8tWz4xPd6uJf9e' };

const directory = mkdtempSync(join(tmpdir(), 'kazasu-simulated-'));
let built: BuiltHost;
let env: NodeJS.ProcessEnv;
let tests = 0;
const hosts: HostProcess[] = [];

beforeAll(async () => {
  built = await buildHost();
  env = { XDG_STATE_HOME: directory };
  // Makes the test PKI, which takes seconds where the processor is busy.
  await simulate('ca');
}, 60_000);
afterAll(async () => {
  await built.remove();
  rmSync(directory, { recursive: true });
});

beforeEach(async () => {
  tests += 1;
  env = {
    PATH: process.env['PATH'],
    // One test PKI for all, which takes a while to make.
    XDG_STATE_HOME: directory,
    KAZASU_SIMULATOR_TRACE: join(directory, `trace-${tests}`),
    KAZASU_LOG: 'debug',
  };
  await simulate('reset');
  await simulate('remove');
});
afterEach(async () => {
  for (const host of hosts.splice(0)) {
    host.end();
    await host.exitCode();
    expect(host.stderr).not.toMatch(/1234|5678|7391|31323334|37333931/u);
  }
});

async function simulate(...args: string[]): Promise<void> {
  const io: CommandLineIo = { stdout: () => undefined, stderr: () => undefined, env };
  expect(await runSimulateCommand(args, io)).toBe(0);
}

async function startHost(): Promise<HostProcess> {
  const host = new HostProcess(
    built.script,
    ['native-messaging', '--simulated-card', ...CHROMIUM_ARGUMENTS],
    env,
  );
  hosts.push(host);
  expect(await host.hello()).toMatchObject({ result: { simulated: true } });
  return host;
}

/** A host that watches, with the card of this scenario open in it. */
async function startWithCard(scenario: string): Promise<HostProcess> {
  await simulate('insert', scenario);
  const host = await startHost();
  await host.call('watchReaders', {});
  expect(await openCard(host)).toMatchObject({ result: { triesLeft: expect.any(Number) as number } });
  return host;
}

const openCard = (host: HostProcess) => host.call('openCard', { reader: READER, pin: 'userAuthentication' });
const readCertificate = (host: HostProcess) => host.call('readCertificate', { which: 'userAuthentication' });
const authenticate = (host: HostProcess, pin = PIN) => host.call('authenticate', { ...REQUEST, pin });

/** Resolves when the host says that the reader is in this state. */
async function readerBecomes(host: HostProcess, state: ReaderStatus['state']): Promise<void> {
  await host.message(
    (message) => 'params' in message && JSON.stringify(message.params).includes(`"${state}"`),
  );
}

/** The commands that the card was sent, as the simulator traced them: a PIN is masked. */
function trace(): { command: string; sw: string | null }[] {
  const lines = readFileSync(env['KAZASU_SIMULATOR_TRACE'] ?? '', 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as { command: string; sw: string | null }); // the simulator's own format
}

const pinsSent = () => trace().filter(({ command }) => command.startsWith('00200080') && command.length > 8);
const lastCommand = () => trace().at(-1)?.command;
const SELECT_ISD = '00A4040C07A0000001510000';

/** What these commands are, by the table of docs/card.md. */
function kindsOf(commands: readonly string[]): string[] {
  const kinds: [RegExp, string][] = [
    [/^00200080\*/u, 'VERIFY'],
    [/^00A4020C02/u, 'SELECT '],
    [/^00B0/u, 'READ BINARY'],
    [/^802A0080/u, 'COMPUTE DIGITAL SIGNATURE'],
    [new RegExp(`^${SELECT_ISD}$`, 'u'), 'SELECT issuer security domain'],
  ];
  return commands.map((command) => {
    const kind = kinds.find(([pattern]) => pattern.test(command))?.[1] ?? command;
    return kind === 'SELECT ' ? `${kind}${command.slice(10)}` : kind;
  });
}

/** The commands in the table of docs/card.md, "Command by command". */
function documentedLogin(): RegExp[] {
  const page = readFileSync(new URL('../docs/card.md', import.meta.url), 'utf8');
  const section = page.slice(page.indexOf('### Command by command')).split(/^## /mu)[0] ?? '';
  return [...section.matchAll(/^\| +\d+ +\| `([^`]+)`/gmu)].map(([, command = '']) => {
    const pattern = command
      .replaceAll(' ', '')
      .replace('****', '\\*{4}')
      .replace('<rest>', '[0-9A-F]{2}')
      .replace('<digest>', '[0-9A-F]{64}');
    return new RegExp(`^${pattern}$`, 'u');
  });
}

const failure = (code: string, detail: object = {}) => ({
  error: { message: code, data: { code, ...detail } },
});
const tokenOf = (answer: RpcFromHost): string =>
  'result' in answer ? (answer.result as { token: string }).token : ''; // as authenticate answers

describe('a login', () => {
  it('gives a token that says it is simulated, signed by the key of its certificate', async () => {
    const host = await startWithCard('normal');
    const read = await readCertificate(host);
    const token = tokenOf(await authenticate(host));
    const certificate = 'result' in read ? (read.result as { certificate: string }).certificate : '';
    const pem = `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----`;
    const { payload, protectedHeader } = await compactVerify(token, await importX509(pem, 'RS256'));
    expect(protectedHeader).toEqual({
      alg: 'RS256',
      typ: 'jpki-auth+jwt',
      x5c: [certificate],
      simulated: true,
    });
    expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({
      aud: REQUEST.origin,
      nonce: REQUEST.nonce,
    });
  });

  it('sends what docs/card.md shows, command by command', async () => {
    const host = await startWithCard('normal');
    await readCertificate(host);
    await authenticate(host);
    const documented = documentedLogin();
    expect(documented).toHaveLength(16);
    expect(trace().map(({ command }) => command)).toEqual(
      documented.map((command) => expect.stringMatching(command) as string),
    );
  });

  it('sends three commands from the PIN to the signature, and one to clear the card', async () => {
    const host = await startWithCard('normal');
    await readCertificate(host);
    const before = trace().length;
    await authenticate(host);
    expect(
      trace()
        .slice(before)
        .map(({ command, sw }) => `${command.slice(0, 14)} ${sw ?? ''}`),
    ).toEqual(['00200080**** 9000', '00A4020C020017 9000', '802A0080333031 9000', '00A4040C07A000 9000']);
  });

  it('closes the card: the next one opens it again', async () => {
    const host = await startWithCard('normal');
    expect(tokenOf(await authenticate(host))).not.toBe('');
    expect(await authenticate(host)).toMatchObject(failure('card-not-open'));
    await openCard(host);
    expect(tokenOf(await authenticate(host))).not.toBe('');
  });

  it('works with a card that answers 6F00 once after power-up', async () => {
    const host = await startWithCard('wake-6f00');
    expect(trace().slice(0, 2)).toMatchObject([{ sw: '6F00' }, { sw: '9000' }]);
    expect(tokenOf(await authenticate(host))).not.toBe('');
  });
});

describe('PINs', () => {
  it('counts down, blocks, and sends nothing more', async () => {
    const host = await startWithCard('normal');
    expect(await authenticate(host, WRONG_PIN)).toMatchObject(failure('wrong-pin', { triesLeft: 2 }));
    expect(await authenticate(host, WRONG_PIN)).toMatchObject(failure('wrong-pin', { triesLeft: 1 }));
    expect(await authenticate(host, WRONG_PIN)).toMatchObject(failure('pin-blocked', { triesLeft: 0 }));
    expect(lastCommand()).toBe(SELECT_ISD);
    expect(await openCard(host)).toMatchObject({ result: { triesLeft: 0 } });
    expect(await authenticate(host)).toMatchObject(failure('pin-blocked', { triesLeft: 0 }));
    expect(pinsSent()).toHaveLength(3);
  });

  it('gives all tries back after the right PIN', async () => {
    const host = await startWithCard('normal');
    await authenticate(host, WRONG_PIN);
    expect(tokenOf(await authenticate(host))).not.toBe('');
    expect(await openCard(host)).toMatchObject({ result: { triesLeft: 3 } });
  });

  it('uses up the last try, and no more than that', async () => {
    const host = await startWithCard('one-try-left');
    expect(await authenticate(host, WRONG_PIN)).toMatchObject(failure('pin-blocked', { triesLeft: 0 }));
    expect(pinsSent()).toHaveLength(1);
  });

  it.each(['', '123', '12345', '１２３４', 'abcd', '12 4'])('sends nothing for %j', async (pin) => {
    const host = await startWithCard('normal');
    expect(await authenticate(host, pin)).toMatchObject(failure('pin-malformed'));
    expect(pinsSent()).toEqual([]);
    expect(lastCommand()).toBe(SELECT_ISD);
  });
});

describe('the card moves', () => {
  it('taken away before the PIN: nothing is sent', async () => {
    const host = await startWithCard('normal');
    await readCertificate(host);
    await simulate('remove');
    await readerBecomes(host, 'empty');
    expect(await authenticate(host)).toMatchObject(failure('card-not-open'));
    expect(pinsSent()).toEqual([]);
  });

  it('taken away while it checks the PIN: the outcome is unknown until it is opened again', async () => {
    const host = await startWithCard('removed-during-verify');
    expect(await authenticate(host, WRONG_PIN)).toMatchObject(failure('pin-outcome-unknown'));
    expect(pinsSent()).toHaveLength(1);
    await simulate('insert', 'normal');
    expect(await openCard(host)).toMatchObject({ result: { triesLeft: 2 } });
  });

  it.each(['removed-after-verify', 'removed-during-sign'])('%s', async (scenario) => {
    const host = await startWithCard(scenario);
    expect(await authenticate(host)).toMatchObject(failure('card-removed'));
    expect(await authenticate(host)).toMatchObject(failure('card-not-open'));
    await simulate('insert', 'normal');
    expect(await openCard(host)).toMatchObject({ result: { triesLeft: 3 } });
    expect(tokenOf(await authenticate(host))).not.toBe('');
  });

  it('changed for the card of somebody else: that one is opened anew', async () => {
    const host = await startWithCard('normal');
    const taro = await readCertificate(host);
    await simulate('insert', 'other-person');
    await readerBecomes(host, 'card');
    expect(await authenticate(host)).toHaveProperty('error');
    await openCard(host);
    const hanako = await readCertificate(host);
    expect(hanako).toHaveProperty('result.certificate');
    expect(hanako).not.toMatchObject({ result: 'result' in taro ? taro.result : {} });
  });

  it('is of another kind: unsupported until it leaves', async () => {
    await simulate('insert', 'foreign-card');
    const host = await startHost();
    await host.call('watchReaders', {});
    expect(await openCard(host)).toMatchObject(failure('card-unsupported'));
    await readerBecomes(host, 'unsupported-card');
    host.messages.length = 0;
    await simulate('insert', 'normal');
    await readerBecomes(host, 'card');
    expect(await openCard(host)).toHaveProperty('result');
  });

  it.each([
    ['mute', 'mute', 'card-mute'],
    ['in-use', 'in-use', 'card-in-use'],
  ] as const)('%s', async (scenario, state, code) => {
    await simulate('insert', scenario);
    const host = await startHost();
    await host.call('watchReaders', {});
    await readerBecomes(host, state);
    expect(await openCard(host)).toMatchObject(failure(code));
  });

  it('is not there', async () => {
    const host = await startHost();
    expect(await openCard(host)).toMatchObject(failure('card-absent'));
    expect(await host.call('openCard', { reader: 'Another', pin: 'userAuthentication' })).toMatchObject(
      failure('reader-unavailable'),
    );
  });
});

describe('certificates', () => {
  it.each([
    ['expired', 'certificate-expired'],
    ['not-yet-valid', 'certificate-not-yet-valid'],
  ])('%s: can be read, and no try is risked for it', async (scenario, code) => {
    const host = await startWithCard(scenario);
    expect(await readCertificate(host)).toHaveProperty('result.notAfter');
    expect(await authenticate(host)).toMatchObject(failure(code));
    expect(pinsSent()).toEqual([]);
  });

  it('that do not belong to the key give no token', async () => {
    const host = await startWithCard('wrong-key');
    expect(await authenticate(host)).toMatchObject(failure('signature-mismatch'));
    expect(lastCommand()).toBe(SELECT_ISD);
  });

  it('that were never issued are missing', async () => {
    const host = await startWithCard('no-certificate');
    expect(await readCertificate(host)).toMatchObject(failure('certificate-missing'));
  });

  it('for authentication are on the card of a child', async () => {
    const host = await startWithCard('no-signature-certificate');
    expect(tokenOf(await authenticate(host))).not.toBe('');
  });
});

describe('the rest of the card', () => {
  const PASSWORD = 'abc12345';
  const open = (host: HostProcess, pin: PinKind) => host.call('openCard', { reader: READER, pin });
  const digests = [{ algorithm: 'SHA-384' as const, value: Buffer.alloc(48, 1).toString('base64') }];
  const digestNumber = (n: number) => ({
    algorithm: 'SHA-256' as const,
    value: Buffer.alloc(32, n).toString('base64'),
  });
  const beginSigning = (host: HostProcess, pin = PASSWORD) => host.call('beginSigning', { pin });

  it('is inspected without a PIN, and free again', async () => {
    await simulate('insert', 'normal');
    const host = await startHost();
    expect(await host.call('inspectCard', { reader: READER })).toMatchObject({
      result: {
        kind: 'individual-number-card',
        triesLeft: { userAuthentication: 3, digitalSignature: 5, cardInfoInput: 3 },
        certificates: { userAuthentication: { state: 'readable' }, digitalSignature: { state: 'protected' } },
        simulated: true,
      },
    });
    expect(pinsSent()).toEqual([]);
    expect(await openCard(await startHost())).toHaveProperty('result');
  });

  it('signs with the password in any case, and gives the certificate', async () => {
    await simulate('insert', 'normal');
    const host = await startHost();
    expect(await open(host, 'digitalSignature')).toMatchObject({ result: { triesLeft: 5 } });
    expect(await beginSigning(host, 'xyz98765')).toMatchObject(failure('wrong-pin', { triesLeft: 4 }));
    expect(await beginSigning(host)).toMatchObject({ result: { certificate: expect.any(String) as string } });
    expect(await host.call('sign', { digests })).toMatchObject({
      result: { signatures: [expect.any(String)] },
    });
    expect(lastCommand()).toBe(SELECT_ISD);
    expect(await host.call('sign', { digests })).toMatchObject(failure('card-not-open'));
  });

  it.each([1, 100])('signs %i digests in as many commands and ten from the password on', async (count) => {
    await simulate('insert', 'normal');
    const host = await startHost();
    await open(host, 'digitalSignature');
    await beginSigning(host);
    const answer = await host.call('sign', {
      digests: Array.from({ length: count }, (_, n) => digestNumber(n)),
    });
    const { signatures } =
      'result' in answer ? (answer.result as { signatures: string[] }) : { signatures: [] }; // as sign answers
    expect(new Set(signatures).size).toBe(count);
    const commands = trace().map(({ command }) => command);
    expect(kindsOf(commands.slice(commands.indexOf('00200080****')))).toEqual([
      'VERIFY',
      ...['SELECT 0001', ...Array<string>(7).fill('READ BINARY')],
      ...['SELECT 001A', ...Array<string>(count).fill('COMPUTE DIGITAL SIGNATURE')],
      'SELECT issuer security domain',
    ]);
  });

  it('of a child is asked for no password', async () => {
    await simulate('insert', 'no-signature-certificate');
    const host = await startHost();
    await open(host, 'digitalSignature');
    expect(await beginSigning(host)).toMatchObject(failure('certificate-missing'));
    expect(pinsSent()).toEqual([]);
  });

  it('gives the attributes that were asked for', async () => {
    await simulate('insert', 'normal');
    const host = await startHost();
    expect(await open(host, 'cardInfoInput')).toMatchObject({ result: { triesLeft: 3 } });
    const answer = await host.call('readAttributes', { pin: CARD_INFO_PIN, attributes: ['name'] });
    expect(answer).toMatchObject({ result: { attributes: { name: '山田　太郎' } } });
    expect(JSON.stringify(answer)).not.toContain('address');
  });

  it('keeps a changed PIN, and the old one is wrong', async () => {
    await simulate('insert', 'normal');
    const host = await startHost();
    await open(host, 'userAuthentication');
    const change = { which: 'userAuthentication', pin: PIN, newPin: WRONG_PIN } as const;
    expect(await host.call('changePin', change)).toMatchObject({ result: { triesLeft: 3 } });
    await openCard(host);
    expect(await authenticate(host, PIN)).toMatchObject(failure('wrong-pin', { triesLeft: 2 }));
    expect(tokenOf(await authenticate(host, WRONG_PIN))).not.toBe('');
  });

  it('taken away while it checks a PIN that is to be changed: nothing is sent again', async () => {
    await simulate('insert', 'removed-during-verify');
    const host = await startHost();
    await open(host, 'userAuthentication');
    const change = { which: 'userAuthentication', pin: PIN, newPin: WRONG_PIN } as const;
    expect(await host.call('changePin', change)).toMatchObject(failure('pin-outcome-unknown'));
    expect(pinsSent()).toHaveLength(1);
    expect(trace().some(({ command }) => command.startsWith('0024'))).toBe(false);
  });
});

describe('giving up', () => {
  it('cancelled while it reads: no PIN is sent', async () => {
    const host = await startWithCard('slow');
    const { id, answer } = host.start('authenticate', { ...REQUEST, pin: PIN });
    host.send({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id } });
    expect(await answer).toMatchObject(failure('cancelled'));
    expect(pinsSent()).toEqual([]);
    expect(lastCommand()).toBe(SELECT_ISD);
  });

  it('closed while it reads: no PIN is sent, and the card is free', async () => {
    const host = await startWithCard('slow');
    const { answer } = host.start('authenticate', { ...REQUEST, pin: PIN });
    expect(await host.call('closeCard', {})).toMatchObject({ result: {} });
    expect(await answer).toMatchObject(failure('cancelled'));
    expect(pinsSent()).toEqual([]);
    await simulate('insert', 'normal');
    expect(await openCard(await startHost())).toHaveProperty('result');
  });

  it('closing twice, and what is not open, is no error', async () => {
    const host = await startWithCard('normal');
    expect(await host.call('closeCard', {})).toMatchObject({ result: {} });
    expect(await host.call('closeCard', {})).toMatchObject({ result: {} });
    expect(await readCertificate(host)).toMatchObject(failure('card-not-open'));
  });
});

describe('the end of the host', () => {
  it('is refused a card that another host holds', async () => {
    await startWithCard('normal');
    expect(await openCard(await startHost())).toMatchObject(failure('card-in-use'));
  });

  it.each([
    [
      'its input ends',
      (host: HostProcess) => {
        host.end();
      },
    ],
    [
      'it is told to',
      (host: HostProcess) => {
        host.kill('SIGTERM');
      },
    ],
  ])('clears the card when %s', async (_, end) => {
    const host = await startWithCard('normal');
    end(host);
    expect(await host.exitCode()).toBe(0);
    expect(lastCommand()).toBe(SELECT_ISD);
    expect(await openCard(await startHost())).toHaveProperty('result');
  });

  it('comes within a second while a slow card is at work', async () => {
    const host = await startWithCard('slow');
    host.start('authenticate', { ...REQUEST, pin: PIN });
    const ended = performance.now();
    host.end();
    expect(await host.exitCode()).toBe(0);
    expect(performance.now() - ended).toBeLessThan(1000);
    expect(pinsSent()).toEqual([]);
    await simulate('insert', 'normal');
    expect(await openCard(await startHost())).toHaveProperty('result');
  });
});
