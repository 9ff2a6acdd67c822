/** What pcscd has seen of a reader's card, told by a program of its own: libpcsclite serves one pcscd in a process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { resolvePath } from '../../scripts/root.ts';
import { waitUntil } from './wait-until.ts';

/** One line of e2e/fixtures/pcsc/watch.mjs. */
interface ReaderChange {
  readonly reader: string;
  readonly present: boolean;
}

export class PcscdWatch {
  readonly #env: NodeJS.ProcessEnv;
  readonly #reader: string;
  #program: ChildProcess | undefined;
  #last: ReaderChange | undefined;

  constructor(env: NodeJS.ProcessEnv, reader: string) {
    this.#env = env;
    this.#reader = reader;
  }

  /** Does what inserts a card or takes it away, and resolves when pcscd has seen it. */
  async seen(present: boolean, change: () => Promise<void>): Promise<void> {
    await this.#start();
    await change();
    await waitUntil(
      () => this.#last?.present === present,
      () => `pcscd to see the card ${present ? 'inserted' : 'removed'}`,
    );
  }

  stop(): void {
    this.#program?.stdin?.end();
    this.#program = undefined;
    this.#last = undefined;
  }

  async #start(): Promise<void> {
    if (this.#program !== undefined) return;
    const program = spawn(process.execPath, [resolvePath('e2e/fixtures/pcsc/watch.mjs')], {
      env: this.#env,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#program = program;
    // It ends with the pcscd that it watches.
    program.once('exit', () => {
      if (this.#program === program) this.stop();
    });
    program.stdin.on('error', () => undefined);
    createInterface({ input: program.stdout }).on('line', (line) => {
      const change = JSON.parse(line) as ReaderChange; // e2e/fixtures/pcsc/watch.mjs
      if (this.#program === program && change.reader === this.#reader) this.#last = change;
    });
    await waitUntil(
      () => this.#last !== undefined,
      () => 'pcscd to show its readers',
    );
  }
}
