/** Where PINs come from: a terminal that does not echo, or a pipe. Never from an argument. */
import { addAbortSignal, type Readable } from 'node:stream';
import { ReadStream } from 'node:tty';
import { KazasuError } from '../../shared/errors.ts';
import type { PinKind } from '../../shared/jpki.ts';
import { encodeNewPin, encodePin } from '../card/pin-code.ts';
import { PipeLines } from '../terminal/pipe-lines.ts';
import { QuietTerminal } from '../terminal/quiet-terminal.ts';
import { CardCommandError } from './card-command-error.ts';
import type { PinTexts } from './texts.ts';

export interface PinEntry {
  /**
   * Asks for the present PIN, in a form that the card may be sent.
   * @throws `pin-blocked`; `last-try` unless the person says that the last one may be used; `pin-malformed`,
   *   `pin-missing`, `cancelled`; `timed-out` when nobody answers, since the card is held meanwhile
   */
  present(kind: PinKind, triesLeft: number): Promise<string>;
  /**
   * Asks for another PIN in place of the present one.
   * @throws `pin-malformed`, also for the same one; `pin-missing`, `cancelled`, `timed-out`
   */
  replacement(kind: PinKind, present: string): Promise<string>;
  /** A terminal is again as it was. */
  close(): void;
}

export interface PinEntryOptions {
  readonly input: Readable;
  /** Takes any part of a line for the person. */
  readonly prompt: (text: string) => void;
  readonly interrupt: () => void;
  readonly signal: AbortSignal;
  readonly texts: PinTexts;
  readonly pinStdin: boolean;
  /** Whether a new one will be asked for, too. */
  readonly changes: boolean;
  /** Whether the last try may be used by a PIN from a pipe. A person on a terminal is always asked. */
  readonly lastTry: boolean;
  /** How long to wait for a line from a pipe, or for a key, in milliseconds. */
  readonly idleLimit: number;
}

/**
 * On a terminal nothing is echoed from here to `close`.
 * @throws `no-terminal` when there is nobody to ask and no pipe was announced
 */
export function openPinEntry(options: PinEntryOptions): PinEntry {
  const { input } = options;
  if (input instanceof ReadStream) return new TerminalPinEntry({ ...options, input });
  if (!options.pinStdin) throw new CardCommandError('no-terminal');
  return new PipedPinEntry(options);
}

/** A line longer than this is no PIN. */
const MAX_LINE_LENGTH = 128;

class PipedPinEntry implements PinEntry {
  readonly #lines: PipeLines;
  readonly #options: PinEntryOptions;

  constructor(options: PinEntryOptions) {
    this.#lines = new PipeLines(addAbortSignal(options.signal, options.input), MAX_LINE_LENGTH);
    this.#options = options;
  }

  async present(kind: PinKind, triesLeft: number): Promise<string> {
    assertNotBlocked(triesLeft);
    if (triesLeft === 1 && !this.#options.lastTry) throw new CardCommandError('last-try', { triesLeft });
    return this.#nextOfForm('present', (pin) => {
      assertForm(kind, pin);
    });
  }

  async replacement(kind: PinKind, present: string): Promise<string> {
    return this.#nextOfForm('new', (pin) => {
      assertNewForm(kind, pin, present);
    });
  }

  close(): void {
    this.#options.input.pause();
  }

  async #nextOfForm(which: 'present' | 'new', assertRight: (pin: string) => void): Promise<string> {
    const pin = await this.#next();
    try {
      assertRight(pin);
    } catch (cause) {
      throw new CardCommandError('pin-malformed', { which }, { cause });
    }
    return pin;
  }

  async #next(): Promise<string> {
    const { input, signal, idleLimit } = this.#options;
    const idle = setTimeout(() => input.destroy(new KazasuError('timed-out')), idleLimit);
    const line = await this.#lines
      .next()
      .catch((cause: unknown) => {
        throw signal.aborted ? new KazasuError('cancelled', undefined, { cause }) : cause;
      })
      .finally(() => {
        clearTimeout(idle);
      });
    if (line === undefined) throw new CardCommandError('pin-missing');
    return line;
  }
}

class TerminalPinEntry implements PinEntry {
  readonly #terminal: QuietTerminal;
  readonly #options: PinEntryOptions;

  constructor(options: PinEntryOptions & { readonly input: ReadStream }) {
    this.#terminal = new QuietTerminal({ ...options, write: options.prompt }, options.signal);
    this.#options = options;
  }

  async present(kind: PinKind, triesLeft: number): Promise<string> {
    const { texts } = this.#options;
    assertNotBlocked(triesLeft);
    this.#say(texts.triesLeft(kind, triesLeft));
    this.#say(texts.notTheOther(kind));
    if (triesLeft === 1) await this.#confirmLastTry(kind);
    return this.#askUntilFormed(
      texts.asked[this.#options.changes ? 'present' : 'only'](kind),
      texts.malformed(kind),
      (pin) => {
        assertForm(kind, pin);
      },
    );
  }

  async replacement(kind: PinKind, present: string): Promise<string> {
    const { texts } = this.#options;
    for (;;) {
      const pin = await this.#askUntilFormed(texts.replacement(kind), texts.newMalformed(kind), (typed) => {
        assertNewForm(kind, typed, present);
      });
      if (isSame(kind, await this.#ask(texts.again, false), pin)) return pin;
      this.#say(texts.differ);
    }
  }

  close(): void {
    this.#terminal.close();
  }

  async #confirmLastTry(kind: PinKind): Promise<void> {
    const { texts } = this.#options;
    this.#say(texts.lastTry(kind));
    const answer = await this.#ask(texts.confirmLastTry, true);
    if (!texts.yes.includes(answer.trim().toLowerCase()))
      throw new CardCommandError('last-try', { triesLeft: 1 });
  }

  /** What has the wrong form has cost no try: it is asked for again. */
  async #askUntilFormed(
    question: string,
    complaint: string,
    assertRight: (pin: string) => void,
  ): Promise<string> {
    for (;;) {
      const pin = await this.#ask(question, false);
      try {
        assertRight(pin);
        return pin;
      } catch {
        this.#say(complaint);
      }
    }
  }

  #ask(text: string, echo: boolean): Promise<string> {
    return this.#terminal.ask({ text, echo });
  }

  #say(line: string): void {
    this.#options.prompt(`${line}\n`);
  }
}

function assertNotBlocked(triesLeft: number): void {
  if (triesLeft === 0) throw new CardCommandError('pin-blocked', { triesLeft });
}

/** @throws `pin-malformed` */
function assertForm(kind: PinKind, pin: string): void {
  encodePin(kind, pin).fill(0);
}

/** @throws `pin-malformed` */
function assertNewForm(kind: PinKind, pin: string, present: string): void {
  const presentCode = encodePin(kind, present);
  try {
    encodeNewPin(kind, pin, presentCode).fill(0);
  } finally {
    presentCode.fill(0);
  }
}

/** As the card has them: the letters of a password may be repeated in the other case. */
function isSame(kind: PinKind, again: string, pin: string): boolean {
  const code = encodePin(kind, pin);
  try {
    const other = encodePin(kind, again);
    const same = Buffer.compare(other, code) === 0;
    other.fill(0);
    return same;
  } catch {
    return false;
  } finally {
    code.fill(0);
  }
}
