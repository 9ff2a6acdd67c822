import { X509Certificate } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runSimulateCommand } from './command.ts';
import { openCardMemory } from './state/card-memory.ts';
import { readSlot } from './state/slot.ts';
import {
  sharedTestPki,
  type TemporaryState,
  temporaryState,
  temporaryStateWithPki,
} from './state/temporary-state.fixture.ts';

async function simulate({ env }: Pick<TemporaryState, 'env'>, ...args: readonly string[]) {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const status = await runSimulateCommand(args, {
    stdout: (line) => void stdout.push(line),
    stderr: (line) => void stderr.push(line),
    env,
  });
  return { status, stdout: stdout.join('\n'), stderr: stderr.join('\n') };
}

const DONE = { status: 0, stdout: '', stderr: '' };

describe('insert and remove', () => {
  it('put a card into the reader and take it out', async () => {
    const state = temporaryState();
    expect(await simulate(state, 'insert')).toEqual(DONE);
    expect(readSlot(state.folder)).toMatchObject({ inserted: true, scenario: 'normal' });
    expect(await simulate(state, 'insert', 'blocked')).toEqual(DONE);
    expect(readSlot(state.folder)).toMatchObject({ inserted: true, scenario: 'blocked' });
    expect(await simulate(state, 'remove')).toEqual(DONE);
    expect(readSlot(state.folder)).toMatchObject({ inserted: false, scenario: 'blocked' });
  });
});

describe('status', () => {
  it('of an empty reader', async () => {
    const { stdout } = await simulate(temporaryState(), 'status');
    expect(stdout).toBe('slot: empty\nscenario: normal');
  });

  it('of a card', async () => {
    const state = temporaryState();
    await simulate(state, 'insert', 'one-try-left');
    expect((await simulate(state, 'status')).stdout.split('\n')).toEqual([
      'slot: inserted',
      'scenario: one-try-left',
      'tries left, userAuthentication: 1',
      'tries left, digitalSignature: 1',
      'tries left, cardInfoInput: 1',
    ]);
  });
});

describe('reset', () => {
  it('makes cards fresh and leaves the reader and the authorities', async () => {
    const state = await temporaryStateWithPki();
    await simulate(state, 'insert');
    const used = { value: '9999', triesLeft: 1 };
    openCardMemory(state.folder, readSlot(state.folder)).write('userAuthentication', used);
    expect(await simulate(state, 'reset')).toEqual(DONE);
    const memory = openCardMemory(state.folder, readSlot(state.folder));
    expect(memory.read('userAuthentication')).toEqual({ value: '1234', triesLeft: 3 });
    expect(readSlot(state.folder).inserted).toBe(true);
    const { authorities } = await sharedTestPki();
    expect((await simulate(state, 'ca')).stdout).toBe(authorities.userAuthentication.trimEnd());
  });

  it.each(['slot.json', 'pki.json', 'reader.json', 'cards/taro.json'])(
    'mends a %s that cannot be understood',
    async (file) => {
      const state = await temporaryStateWithPki();
      await simulate(state, 'insert');
      mkdirSync(join(state.folder, 'cards'));
      writeFileSync(join(state.folder, file), '{');
      expect(await simulate(state, 'reset')).toEqual(DONE);
      expect(await simulate(state, 'insert')).toEqual(DONE);
      expect(await simulate(state, 'status')).toMatchObject({ status: 0 });
    },
  );
});

describe('ca', () => {
  it.each([
    { args: ['ca'], unit: 'JPKI for user authentication' },
    { args: ['ca', '--signature'], unit: 'JPKI for digital signature' },
  ])('$args prints the authority as PEM', async ({ args, unit }) => {
    const state = await temporaryStateWithPki();
    const { status, stdout } = await simulate(state, ...args);
    expect(status).toBe(0);
    const authority = new X509Certificate(stdout);
    expect(authority.ca).toBe(true);
    expect(authority.subject).toContain(`OU=${unit}`);
    expect(authority.subject).toContain('O=JPKI-TEST');
  });
});

describe('what cannot be understood', () => {
  it.each([
    { args: [] },
    { args: ['shuffle'] },
    { args: ['toString'] },
    { args: ['insert', 'toString'] },
    { args: ['insert', 'normal', 'expired'] },
    { args: ['remove', 'normal'] },
    { args: ['reset', 'now'] },
    { args: ['status', '--json'] },
    { args: ['ca', '--signatures'] },
    { args: ['ca', '--signature', 'more'] },
  ])('$args: usage, and status 2', async ({ args }) => {
    const state = temporaryState();
    const { status, stdout, stderr } = await simulate(state, ...args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^Usage: kazasu simulate/u);
    expect(readSlot(state.folder)).toMatchObject({ inserted: false, scenario: 'normal' });
  });

  it('a state file: one line that says which, and status 1', async () => {
    const state = temporaryState();
    mkdirSync(state.folder, { recursive: true });
    writeFileSync(join(state.folder, 'slot.json'), '{');
    const { status, stderr } = await simulate(state, 'status');
    expect(status).toBe(1);
    expect(stderr).toBe(
      `kazasu simulate: ${state.folder}/slot.json cannot be understood. "kazasu simulate reset" replaces it.`,
    );
  });
});

it.each([
  { args: ['help'], env: {}, begins: 'Usage: kazasu simulate' },
  { args: ['--help'], env: {}, begins: 'Usage: kazasu simulate' },
  { args: ['help'], env: { LANG: 'ja_JP.UTF-8' }, begins: '使い方: kazasu simulate' },
])('$args in $env', async ({ args, env, begins }) => {
  const { status, stdout } = await simulate({ env }, ...args);
  expect(status).toBe(0);
  expect(stdout.startsWith(begins)).toBe(true);
});
