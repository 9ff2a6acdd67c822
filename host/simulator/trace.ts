/**
 * One line for each command: of JSON for tests and benchmarks that count them (`KAZASU_SIMULATOR_TRACE=FILE`), or for a
 * person's eyes. PINs are masked, and what the card answers is only measured.
 */
import { appendFileSync } from 'node:fs';
import { toHex } from '../../shared/bytes.ts';
import { INS } from './card/command-table.ts';
import { StateFileError } from './state/state-file.ts';

/** @param response undefined when the card left before it answered */
export type Trace = (command: Uint8Array, response: Uint8Array | undefined) => void;

/**
 * Does nothing unless the environment asks for it.
 * @throws {StateFileError} `unwritable`, at once and not at the first command; so does the trace when it is later
 */
export function createTrace(env: NodeJS.ProcessEnv): Trace {
  const path = env['KAZASU_SIMULATOR_TRACE'];
  if (path === undefined || path === '') return () => undefined;
  append(path, '');
  return (command, response) => {
    append(path, `${JSON.stringify(exchange(command, response))}\n`);
  };
}

function append(path: string, text: string): void {
  try {
    appendFileSync(path, text, { mode: 0o600 });
  } catch (cause) {
    throw new StateFileError('unwritable', path, { cause });
  }
}

/** For example `00B0000000 -> 9000, 256 bytes`. */
export function printedTrace(print: (line: string) => void): Trace {
  return (command, response) => {
    const { command: sent, sw, length } = exchange(command, response);
    print(`${sent} -> ${sw ?? 'no answer'}${length > 0 ? `, ${length} bytes` : ''}`);
  };
}

interface Exchange {
  readonly ins: string;
  readonly command: string;
  readonly sw: string | null;
  /** Of the response's data, in bytes. */
  readonly length: number;
}

function exchange(command: Uint8Array, response: Uint8Array | undefined): Exchange {
  return {
    ins: toHex(command.subarray(1, 2)),
    command: maskedCommand(command),
    sw: response === undefined ? null : toHex(response.subarray(-2)),
    length: response === undefined ? 0 : response.length - 2,
  };
}

/** The length goes with the PIN: it says something about a signature password. */
function maskedCommand(command: Uint8Array): string {
  const ins = command[1];
  const secret = (ins === INS.verify || ins === INS.changeReferenceData) && command.length > 4;
  return secret ? `${toHex(command.subarray(0, 4))}****` : toHex(command);
}
