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

const said = (stdout: string) => ({ status: 0, stdout, stderr: '' });
const RESET = said('Reset: every card is fresh again.');

describe('insert and remove', () => {
  it('put a card into the reader and take it out', async () => {
    const state = temporaryState();
    expect(await simulate(state, 'insert')).toEqual(said('Inserted: normal'));
    expect(readSlot(state.folder)).toMatchObject({ inserted: true, scenario: 'normal' });
    expect(await simulate(state, 'insert', 'blocked')).toEqual(said('Inserted: blocked'));
    expect(readSlot(state.folder)).toMatchObject({ inserted: true, scenario: 'blocked' });
    expect(await simulate(state, 'remove')).toEqual(said('Removed.'));
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
    expect(await simulate(state, 'reset')).toEqual(RESET);
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
      expect(await simulate(state, 'reset')).toEqual(RESET);
      expect(await simulate(state, 'insert')).toEqual(said('Inserted: normal'));
      expect(await simulate(state, 'status')).toMatchObject({ status: 0 });
    },
  );
});

describe('--state', () => {
  it.each([
    { name: 'behind', args: (folder: string) => ['insert', 'blocked', '--state', folder] },
    { name: 'in front', args: (folder: string) => ['--state', folder, 'insert', 'blocked'] },
    { name: 'with =', args: (folder: string) => ['insert', `--state=${folder}`, 'blocked'] },
  ])('$name takes the place of the usual folder', async ({ args }) => {
    const usual = temporaryState();
    const other = temporaryState();
    expect(await simulate(usual, ...args(other.folder))).toEqual(said('Inserted: blocked'));
    expect(readSlot(other.folder)).toMatchObject({ inserted: true, scenario: 'blocked' });
    expect(readSlot(usual.folder).inserted).toBe(false);
  });
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
    { args: [], mistake: '' },
    { args: ['shuffle'], mistake: 'Unknown command: shuffle\n' },
    { args: ['toString'], mistake: 'Unknown command: toString\n' },
    { args: ['--json'], mistake: 'Unknown option: --json\n' },
    { args: ['insert', 'toString'], mistake: 'Unknown scenario: toString\n' },
    { args: ['insert', '--blocked'], mistake: 'Unknown option: --blocked\n' },
    { args: ['insert', 'normal', 'expired'], mistake: 'Unexpected argument: expired\n' },
    { args: ['remove', 'normal'], mistake: 'Unexpected argument: normal\n' },
    { args: ['reset', 'now'], mistake: 'Unexpected argument: now\n' },
    { args: ['status', '--json'], mistake: 'Unknown option: --json\n' },
    { args: ['ca', '--signatures'], mistake: 'Unknown option: --signatures\n' },
    { args: ['status', '--state'], mistake: 'Missing or unexpected value: --state\n' },
    { args: ['--state', '--vpcd'], mistake: 'Missing or unexpected value: --state\n' },
    { args: ['--vpcd', '--json'], mistake: 'Unknown option: --json\n' },
    { args: ['--vpcd', 'localhost'], mistake: 'Missing or unexpected value: --vpcd\n' },
    { args: ['--vpcd', 'localhost:'], mistake: 'Missing or unexpected value: --vpcd\n' },
    { args: ['--vpcd', 'localhost:65536'], mistake: 'Missing or unexpected value: --vpcd\n' },
    { args: ['--vpcd', 'localhost:0'], mistake: 'Missing or unexpected value: --vpcd\n' },
    { args: ['--vpcd=a:b:1'], mistake: 'Missing or unexpected value: --vpcd\n' },
    { args: ['--vpcd', '127.0.0.1:1', 'normal'], mistake: 'Unexpected argument: normal\n' },
    { args: ['--vpcd', '--scenario'], mistake: 'Missing or unexpected value: --scenario\n' },
    { args: ['--vpcd', '--scenario', 'toString'], mistake: 'Unknown scenario: toString\n' },
    { args: ['--vpcd', '--scenario', 'in-use'], mistake: 'Not possible in a virtual reader: in-use\n' },
    { args: ['--vpcd', '--scenario', 'no-reader'], mistake: 'Not possible in a virtual reader: no-reader\n' },
    { args: ['insert', '--vpcd', '--trace'], mistake: 'Missing or unexpected value: --vpcd\n' },
    { args: ['--pki', '--json'], mistake: 'Unknown option: --json\n' },
    { args: ['--pki', '65536'], mistake: 'Missing or unexpected value: --pki\n' },
    { args: ['--pki', 'localhost:1'], mistake: 'Missing or unexpected value: --pki\n' },
    { args: ['--pki='], mistake: 'Missing or unexpected value: --pki\n' },
    { args: ['--pki', '1', 'normal'], mistake: 'Unexpected argument: normal\n' },
    { args: ['ca', '--signature', 'more'], mistake: 'Unexpected argument: more\n' },
  ])('$args: the mistake, the usage, and status 2', async ({ args, mistake }) => {
    const state = temporaryState();
    const { status, stdout, stderr } = await simulate(state, ...args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.startsWith(`${mistake}Usage: kazasu simulate`)).toBe(true);
    expect(readSlot(state.folder)).toMatchObject({ inserted: false, scenario: 'normal' });
  });

  it.each([
    { LANG: 'C', action: 'status', says: 'cannot be understood. "kazasu simulate reset" replaces it.' },
    { LANG: 'C', action: 'insert', says: 'cannot be written.' },
    { LANG: 'ja', action: 'status', says: 'の内容を読み取れません。kazasu simulate reset で作り直せます。' },
    { LANG: 'ja', action: 'insert', says: 'に書き込めません。' },
  ])(
    'a state file, $LANG, $action: one line that says which, and status 1',
    async ({ LANG, action, says }) => {
      const { env, folder } = temporaryState();
      const path = join(folder, 'slot.json');
      // A folder can neither be read as a file nor be replaced by one.
      mkdirSync(path, { recursive: true });
      const { status, stderr } = await simulate({ env: { ...env, LANG } }, action);
      expect(status).toBe(1);
      expect(stderr).toBe(`kazasu simulate: ${path} ${says}`);
    },
  );
});

it.each([
  { args: ['insert', 'blocked'], says: 'カードを挿入しました: blocked' },
  { args: ['remove'], says: 'カードを抜きました。' },
  { args: ['reset'], says: 'すべてのカードを初期状態に戻しました。' },
])('$args in Japanese', async ({ args, says }) => {
  const { env } = temporaryState();
  expect(await simulate({ env: { ...env, LANG: 'ja_JP.UTF-8' } }, ...args)).toEqual(said(says));
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
