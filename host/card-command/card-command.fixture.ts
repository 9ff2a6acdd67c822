/** `kazasu card` in this process, against the simulated card, with PINs from a pipe. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeEach, expect } from 'vitest';
import { createSimulatedReaders } from '../readers/simulated.ts';
import type { ScenarioName } from '../simulator/scenario.ts';
import { forgetCardMemories } from '../simulator/state/card-memory.ts';
import { writeSlot } from '../simulator/state/slot.ts';
import { simulatorFolder } from '../simulator/state/state-file.ts';
import { runCardCommand } from './command.ts';

export const directory = mkdtempSync(join(tmpdir(), 'kazasu-card-'));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

let env: NodeJS.ProcessEnv;
let tests = 0;
beforeEach(() => {
  tests += 1;
  // One test PKI for all, which takes a while to make.
  env = { XDG_STATE_HOME: directory, KAZASU_SIMULATOR_TRACE: join(directory, `trace-${tests}`) };
  forgetCardMemories(simulatorFolder(env));
  insertCard();
});

/** Where this test's simulated card is, for a process of its own. */
export function environment(): NodeJS.ProcessEnv {
  return env;
}

/** Puts a card into the reader. */
export function insertCard(scenario: ScenarioName = 'normal'): void {
  writeSlot(simulatorFolder(env), { inserted: true, scenario });
}

export function removeCard(): void {
  writeSlot(simulatorFolder(env), { inserted: false, scenario: 'normal' });
}

export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs it with this on its standard input; everything that it says is searched for the PINs. */
export async function card(args: readonly string[], input = '', language = 'C'): Promise<Run> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const pipe = new PassThrough();
  pipe.end(input);
  const status = await runCardCommand([...args, '--simulated-card'], {
    stdout: (line) => stdout.push(line),
    stderr: (line) => stderr.push(line),
    prompt: (text) => stderr.push(text),
    env: { ...env, LANG: language, KAZASU_LOG: 'debug' },
    input: pipe,
    loadReaders: () => Promise.resolve(createSimulatedReaders(env)),
  });
  const said = [...stdout, ...stderr].join('\n').toLowerCase();
  for (const pin of input.split('\n').filter((line) => line !== ''))
    expect(said).not.toContain(pin.toLowerCase());
  return {
    status,
    stdout: stdout.join('\n'),
    stderr: stderr.filter((line) => !/^kazasu: /u.test(line)).join('\n'),
  };
}

export async function json(args: readonly string[], input = ''): Promise<{ status: number; value: unknown }> {
  const { status, stdout, stderr } = await card([...args, '--json'], input);
  expect(stderr).toBe('');
  return { status, value: JSON.parse(stdout) };
}

export interface Exchange {
  readonly ins: number | string;
  readonly command: string;
}

/** The commands that the card was sent, as the simulator traced them. */
export function trace(): Exchange[] {
  const file = env['KAZASU_SIMULATOR_TRACE'] ?? '';
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
  return lines.map((line) => JSON.parse(line) as Exchange); // the simulator's own format
}

const SELECT_ISD = '00A4040C07A0000001510000';
/** VERIFY and CHANGE REFERENCE DATA with a PIN in them. */
export const pinsSent = (): Exchange[] =>
  trace().filter(({ command }) => /^00(?:20|24)/u.test(command) && command.length > 8);
export const isClosed = (): boolean => trace().at(-1)?.command === SELECT_ISD;
