/**
 * `kazasu card` as a process of its own on a pseudo-terminal, against the simulated card: what is on the screen, and
 * what an interruption leaves behind. The terminal is made by `script` of util-linux, which is part of every Debian.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type BuiltHost, buildHost } from '../testing/host-process.ts';
import { environment, insertCard, isClosed, pinsSent, removeCard, trace } from './card-command.fixture.ts';

// A process and a terminal for each test, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 30_000 });

let built: BuiltHost;
beforeAll(async () => {
  built = await buildHost();
});
afterAll(() => built.remove());

class Terminal {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #arrivals = new EventEmitter();
  readonly #exit: Promise<unknown[]>;
  screen = '';

  /** Before and behind the command the shell tells its process id and the terminal's state. */
  constructor(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const command = [process.execPath, built.script, 'card', ...args, '--simulated-card'];
    const line = `sh -c 'echo pid=$$; exec "$0" "$@"' ${command.map((word) => `'${word}'`).join(' ')}; status=$?; stty -a; exit $status`;
    const { PATH } = process.env;
    this.#child = spawn('script', ['-qefc', line, '/dev/null'], {
      env: { PATH, SHELL: '/bin/sh', LANG: 'C', ...environment(), ...env },
    });
    this.#exit = once(this.#child, 'close');
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.screen += text;
      this.#arrivals.emit('text');
    });
  }

  /** Waits until this is on the screen, then types. */
  async answer(question: string | RegExp, keys: string): Promise<void> {
    await this.shows(question);
    this.screen = this.screen.replace(question, '');
    this.#child.stdin.write(keys);
  }

  async shows(text: string | RegExp): Promise<void> {
    while (this.screen.search(text) < 0) await once(this.#arrivals, 'text');
  }

  /** Of the command, not of the terminal around it. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    await this.shows(/pid=\d+\r\n/u);
    process.kill(Number(/pid=(\d+)/u.exec(this.screen)?.[1]), signal);
  }

  /** The terminal is gone without a word, as a window that is closed. */
  hangUp(): void {
    this.#child.kill('SIGKILL');
  }

  async exitStatus(): Promise<unknown> {
    const [status] = await this.#exit;
    return status;
  }
}

/** As `stty -a` says it: line editing and echo are back. */
function expectRestored({ screen }: Terminal): void {
  expect(screen).toMatch(/ icanon .* echo /su);
}

const CHANGE = ['change-pin', 'user-authentication'];
const PRESENT = /Present PIN .*: /u;
const NEW = /New PIN .*: /u;
const AGAIN = 'The new one again: ';

describe('on a terminal', () => {
  it('a PIN is changed, and none of those typed is ever on the screen', async () => {
    const terminal = new Terminal(CHANGE);
    await terminal.shows('Tries left: 3');
    await terminal.answer(PRESENT, '9\x7f1234\r');
    await terminal.answer(NEW, '4649\r');
    await terminal.answer(AGAIN, '4649\r');
    expect(await terminal.exitStatus()).toBe(0);
    expect(terminal.screen).toContain('Changed: PIN of the user-authentication certificate');
    expect(terminal.screen).not.toMatch(/1234|4649|\*/u);
    expectRestored(terminal);
    expect(isClosed()).toBe(true);
  });

  it('what is typed before a question is neither shown nor taken', async () => {
    insertCard('slow');
    const terminal = new Terminal(CHANGE, { KAZASU_LOG: 'debug' });
    await terminal.answer('apdu-exchanged', '1234\r4649\r');
    await terminal.answer(PRESENT, '1234\r4649\r4649\r');
    await terminal.answer(NEW, '\x1b\x03');
    expect(await terminal.exitStatus()).toBe(130);
    expect(terminal.screen).not.toMatch(/1234|4649/u);
    expectRestored(terminal);
    expect(pinsSent()).toEqual([]);
  });

  it('what has not the form, or differs, is asked for again', async () => {
    const terminal = new Terminal(CHANGE);
    await terminal.answer(PRESENT, '123\r');
    await terminal.shows('Please type 4 digits. No try was used.');
    await terminal.answer(PRESENT, '1234\r');
    await terminal.answer(NEW, '1234\r');
    await terminal.shows('Please choose 4 digits that differ');
    await terminal.answer(NEW, '4649\r');
    await terminal.answer(AGAIN, '4648\r');
    await terminal.shows('These two are not the same.');
    await terminal.answer(NEW, '4649\r');
    await terminal.answer(AGAIN, '4649\r');
    expect(await terminal.exitStatus()).toBe(0);
    expect(pinsSent()).toHaveLength(2);
    expect(terminal.screen).not.toMatch(/123|464/u);
  });

  it.each([
    ['no', 9, 0],
    ['y', 9, 0],
    ['', 9, 0],
    ['yes', 0, 1],
  ])('the last try is confirmed in words: %j ends with %i', async (answer, status, sent) => {
    insertCard('one-try-left');
    // Nor do flags that stand in some alias take the person's place.
    const terminal = new Terminal(['attributes', 'sex', '--pin-stdin', '--last-try']);
    await terminal.answer('Type "yes" to go on: ', `${answer}\r`);
    if (status === 0) await terminal.answer(/PIN \(4 digits, not shown\): /u, '5678\r');
    expect(await terminal.exitStatus()).toBe(status);
    if (answer !== '') expect(terminal.screen).toContain(`Type "yes" to go on: ${answer}\r\n`);
    expect(pinsSent()).toHaveLength(sent);
    expect(isClosed()).toBe(true);
  });

  it('asks in Japanese, for the right PIN', async () => {
    const terminal = new Terminal(['certificates', '--show-personal'], { LANG: 'ja_JP.UTF-8' });
    await terminal.shows('署名用電子証明書の暗証番号: 残り5回');
    await terminal.answer(/暗証番号\(英数字6〜16文字、表示されません\): /u, 'abc12345\r');
    expect(await terminal.exitStatus()).toBe(0);
    expect(terminal.screen).toContain('山田　太郎');
    expect(terminal.screen).not.toMatch(/abc12345/iu);
  });

  it('a password is repeated in either case', async () => {
    const terminal = new Terminal(['change-pin', 'digital-signature']);
    await terminal.answer(/Present password .*: /u, 'abc12345\r');
    await terminal.answer(/New password .*: /u, 'newpass1\r');
    await terminal.answer(AGAIN, 'NewPass1\r');
    expect(await terminal.exitStatus()).toBe(0);
    expect(pinsSent()).toHaveLength(2);
  });

  it('--last-try takes nothing from a person, and says so', async () => {
    const terminal = new Terminal(['attributes', '--last-try']);
    expect(await terminal.exitStatus()).toBe(2);
    expect(terminal.screen).toContain('kazasu card: --last-try is for --pin-stdin only.');
    expect(trace()).toEqual([]);
  });

  it('a blocked PIN is not asked for', async () => {
    insertCard('blocked');
    const terminal = new Terminal(CHANGE);
    expect(await terminal.exitStatus()).toBe(5);
    expect(terminal.screen).not.toMatch(PRESENT);
  });
});

describe('an interruption', () => {
  it('by Ctrl-C at a question sends no PIN, restores the terminal and closes the card', async () => {
    const terminal = new Terminal(CHANGE);
    await terminal.answer(PRESENT, '12\x03');
    expect(await terminal.exitStatus()).toBe(130);
    expectRestored(terminal);
    expect(pinsSent()).toEqual([]);
    expect(isClosed()).toBe(true);
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 130],
  ] as const)('by %s at a question does the same', async (signal, status) => {
    const terminal = new Terminal(CHANGE);
    await terminal.shows(PRESENT);
    await terminal.kill(signal);
    expect(await terminal.exitStatus()).toBe(status);
    expectRestored(terminal);
    expect(pinsSent()).toEqual([]);
    expect(isClosed()).toBe(true);
  });

  it('by Ctrl-C while the card is read closes the card', async () => {
    insertCard('slow');
    const terminal = new Terminal(['status'], { KAZASU_LOG: 'debug' });
    await terminal.answer('apdu-exchanged', '\x03');
    expect(await terminal.exitStatus()).toBe(130);
    expect(isClosed()).toBe(true);
    expect(trace().length).toBeLessThan(6);
  });

  it('while a PIN is changed lets the card finish', async () => {
    insertCard('slow');
    const terminal = new Terminal(CHANGE, { KAZASU_LOG: 'debug' });
    await terminal.answer(PRESENT, '1234\r');
    await terminal.answer(NEW, '4649\r');
    await terminal.answer(AGAIN, '4649\r');
    await terminal.shows(/ins=20 sw=9000/u);
    await terminal.kill('SIGTERM');
    expect(await terminal.exitStatus()).toBe(0);
    expect(pinsSent()).toHaveLength(2);
    expect(isClosed()).toBe(true);
  });

  it('by a terminal that hangs up closes the card', async () => {
    const terminal = new Terminal(CHANGE);
    await terminal.shows(PRESENT);
    terminal.hangUp();
    await vi.waitFor(
      () => {
        expect(isClosed()).toBe(true);
      },
      { timeout: 20_000 },
    );
    expect(pinsSent()).toEqual([]);
  });

  it('while a card is waited for', async () => {
    removeCard();
    const terminal = new Terminal(['status', '--wait']);
    await terminal.answer('Hold your My Number Card', '\x03');
    expect(await terminal.exitStatus()).toBe(130);
  });
});
