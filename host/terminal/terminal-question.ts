/**
 * One line typed on a terminal in raw mode: the terminal echoes nothing by itself, so that a PIN is never on the screen.
 * Ctrl-C, which raw mode makes an ordinary character, still interrupts.
 */
import type { ReadStream } from 'node:tty';
import { KazasuError } from '../../shared/errors.ts';
import { type KeyOutcome, TypedLine } from './typed-line.ts';

export interface TerminalIo {
  readonly input: Pick<ReadStream, 'setRawMode' | 'resume' | 'pause' | 'on' | 'off'>;
  /** Takes any part of a line. */
  readonly write: (text: string) => void;
  /** Does what Ctrl-C does without raw mode. */
  readonly interrupt: () => void;
}

export interface Question {
  readonly text: string;
  /** Whether what is typed is shown. */
  readonly echo: boolean;
}

/**
 * Asks for one line. The terminal is again as it was when this settles; what was typed beyond the line is dropped.
 * @throws `cancelled` at Ctrl-C, at Ctrl-D on an empty line, when the terminal goes away, and when the signal aborts
 */
export function askOnTerminal(question: Question, io: TerminalIo, signal: AbortSignal): Promise<string> {
  if (signal.aborted) return Promise.reject(new KazasuError('cancelled'));
  const { input, write } = io;
  return new Promise((resolve, reject) => {
    const line = new TypedLine();
    const answered = new AbortController();
    const end = (): void => {
      answered.abort();
      input.off('data', take).off('end', giveUp).off('error', giveUp).pause();
      input.setRawMode(false);
      line.wipe();
      write('\n');
    };
    const giveUp = (): void => {
      end();
      reject(new KazasuError('cancelled'));
    };
    const take = (bytes: Uint8Array): void => {
      const outcome = pressAll(line, bytes);
      if (outcome === 'more') {
        if (question.echo) write(`${CLEAR_LINE}${question.text}${line.toString()}`);
        return;
      }
      if (outcome === 'enter') resolve(line.toString());
      else reject(new KazasuError('cancelled'));
      end();
      if (outcome === 'interrupt') io.interrupt();
    };
    input.setRawMode(true);
    input.on('data', take).on('end', giveUp).on('error', giveUp).resume();
    signal.addEventListener('abort', giveUp, { signal: answered.signal });
    write(question.text);
  });
}

/** Carriage return, and ECMA-48 EL: erase to the end of the line. */
const CLEAR_LINE = '\r\x1b[K';

function pressAll(line: TypedLine, bytes: Uint8Array): KeyOutcome {
  for (const byte of bytes) {
    const outcome = line.press(byte);
    if (outcome !== 'more') return outcome;
  }
  return 'more';
}
