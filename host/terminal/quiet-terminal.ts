/**
 * A terminal in raw mode, which echoes nothing by itself, from before the first question until after the last: neither
 * a PIN that is typed too early nor one typed between two questions is ever on the screen. Ctrl-C, which raw mode makes
 * an ordinary character, still interrupts.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadStream } from 'node:tty';
import { KazasuError } from '../../shared/errors.ts';
import { type KeyOutcome, TypedLine } from './typed-line.ts';

export interface TerminalIo {
  readonly input: Pick<ReadStream, 'setRawMode' | 'resume' | 'pause' | 'on' | 'off'>;
  /** Takes any part of a line. */
  readonly write: (text: string) => void;
  /** Does what Ctrl-C does without raw mode. */
  readonly interrupt: () => void;
  /** How long a question waits for the next key, in milliseconds. */
  readonly idleLimit: number;
}

export interface Question {
  readonly text: string;
  /** Whether what is typed is shown. */
  readonly echo: boolean;
}

export class QuietTerminal {
  readonly #io: TerminalIo;
  readonly #signal: AbortSignal;
  /** Takes the bytes that were typed; without a question they are dropped. */
  #onKeys: (bytes: Uint8Array) => KeyOutcome;
  #onGone = nobodyAsks;
  #gone = false;

  /** @param signal gives up the questions */
  constructor(io: TerminalIo, signal: AbortSignal) {
    this.#io = io;
    this.#signal = signal;
    this.#onKeys = dropAll;
    io.input.setRawMode(true);
    io.input.on('data', this.#take).on('end', this.#leave).on('error', this.#leave).resume();
  }

  /**
   * Asks for one line, which begins with the first key after the question: what was typed before and beyond is dropped.
   * @throws `cancelled` at Ctrl-C, at Ctrl-D on an empty line, when the terminal goes away, and when the signal aborts;
   *   `timed-out` when nobody types
   */
  async ask(question: Question): Promise<string> {
    // What can be read already is read, and dropped, before the question is written: one whole turn of the event loop.
    await nextTurn();
    await nextTurn();
    if (this.#signal.aborted || this.#gone) throw new KazasuError('cancelled');
    return this.#askNow(question);
  }

  /** The terminal is again as it was. */
  close(): void {
    const { input } = this.#io;
    input.off('data', this.#take).off('end', this.#leave).pause();
    if (!this.#gone) input.setRawMode(false);
  }

  #askNow({ text, echo }: Question): Promise<string> {
    const { write, idleLimit } = this.#io;
    return new Promise((resolve, reject) => {
      const line = new TypedLine();
      const giveUp = (code: 'cancelled' | 'timed-out'): void => {
        end();
        reject(new KazasuError(code));
      };
      const cancel = (): void => {
        giveUp('cancelled');
      };
      const idle = setTimeout(giveUp, idleLimit, 'timed-out');
      const end = (): void => {
        clearTimeout(idle);
        this.#signal.removeEventListener('abort', cancel);
        this.#onKeys = dropAll;
        // Not a closure, which would keep the promise and so the answer.
        this.#onGone = nobodyAsks;
        line.wipe();
        write('\n');
      };
      this.#signal.addEventListener('abort', cancel);
      this.#onGone = cancel;
      this.#onKeys = (bytes) => {
        idle.refresh();
        const outcome = pressAll(line, bytes);
        // What comes in one piece with Enter is shown as well.
        if (echo && !(outcome === 'enter' && bytes.length === 1))
          write(`${CLEAR_LINE}${text}${line.toString()}`);
        if (outcome === 'enter') {
          resolve(line.toString());
          end();
        } else if (outcome !== 'more') cancel();
        return outcome;
      };
      write(text);
    });
  }

  readonly #take = (bytes: Uint8Array): void => {
    const outcome = this.#onKeys(bytes);
    bytes.fill(0);
    if (outcome === 'interrupt') this.#io.interrupt();
  };

  readonly #leave = (): void => {
    this.#gone = true;
    this.#onGone();
  };
}

/** Carriage return, and ECMA-48 EL: erase to the end of the line. */
const CLEAR_LINE = '\r\x1b[K';
const CTRL_C = 0x03;

function nobodyAsks(): void {
  // Nothing to give up.
}

function dropAll(bytes: Uint8Array): KeyOutcome {
  return bytes.includes(CTRL_C) ? 'interrupt' : 'more';
}

function pressAll(line: TypedLine, bytes: Uint8Array): KeyOutcome {
  for (const byte of bytes) {
    const outcome = line.press(byte);
    if (outcome !== 'more') return outcome;
  }
  return 'more';
}
