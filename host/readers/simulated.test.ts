import { execFile } from 'node:child_process';
import { createVerify, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { fromHex, toHex } from '../../shared/bytes.ts';
import type { ScenarioName } from '../simulator/scenario.ts';
import { readSlot, type Slot, writeSlot } from '../simulator/state/slot.ts';
import { writeStateFile } from '../simulator/state/state-file.ts';
import {
  sharedTestPki,
  type TemporaryState,
  temporaryState,
  temporaryStateWithPki,
} from '../simulator/state/temporary-state.fixture.ts';
import type { CardConnection, SlotStatus } from './reader.ts';
import { createSimulatedReaders, SIMULATED_READER } from './simulated.ts';

const JPKI = '00A4040C0AD392F000260100000001';
const QUERY_AUTH = '00200098';
const VERIFY_AUTH = '0020009804 31323334';
const VERIFY_WRONG = '0020009804 30303030';
const SIGN_AUTH = '802A0097010100';

const insert = ({ folder }: TemporaryState, scenario: ScenarioName, switches: Slot['switches'] = {}) => {
  writeSlot(folder, { inserted: true, scenario, switches });
};
const remove = ({ folder }: TemporaryState) => {
  writeSlot(folder, { inserted: false, scenario: 'normal' });
};

async function inserted(scenario: ScenarioName, switches?: Slot['switches']): Promise<TemporaryState> {
  const state = await temporaryStateWithPki();
  insert(state, scenario, switches);
  return state;
}

async function connect({ env }: TemporaryState): Promise<CardConnection> {
  const connection = await createSimulatedReaders(env).connect(SIMULATED_READER);
  onTestFinished(() => connection.disconnect());
  return connection;
}

async function send(connection: CardConnection, command: string): Promise<string> {
  return toHex(await connection.transmit(fromHex(command)));
}

/** Everything that the watch has said so far; a reader that has gone is `none`. */
async function watched({ env }: TemporaryState, signal = new AbortController().signal): Promise<string[]> {
  const states: string[] = [];
  const ended = new AbortController();
  onTestFinished(() => {
    ended.abort();
  });
  await createSimulatedReaders(env).watch(
    (slots: readonly SlotStatus[]) => states.push(slots[0]?.state ?? 'none'),
    AbortSignal.any([signal, ended.signal]),
  );
  return states;
}

const PATIENCE = { interval: 2, timeout: 4000 };

const becomes = (states: readonly string[], expected: readonly string[]) =>
  vi.waitFor(() => {
    expect(states).toEqual(expected);
  }, PATIENCE);

describe('watch', () => {
  it.each([
    { scenario: 'normal', state: 'card' },
    { scenario: 'foreign-card', state: 'card' },
    { scenario: 'in-use', state: 'in-use' },
    { scenario: 'mute', state: 'mute' },
  ] as const)('says at once what is there: $scenario is $state', async ({ scenario, state }) => {
    const temporary = temporaryState();
    insert(temporary, scenario);
    expect(await watched(temporary)).toEqual([state]);
  });

  it('knows an empty reader before anybody has written anything', async () => {
    expect(await watched(temporaryState())).toEqual(['empty']);
  });

  it('follows every insertion and removal', async () => {
    const state = temporaryState();
    const states = await watched(state);
    insert(state, 'normal');
    await becomes(states, ['empty', 'card']);
    remove(state);
    await becomes(states, ['empty', 'card', 'empty']);
    insert(state, 'mute');
    await becomes(states, ['empty', 'card', 'empty', 'mute']);
  });

  it('tells that one card was changed for another', async () => {
    const state = temporaryState();
    insert(state, 'normal');
    const states = await watched(state);
    insert(state, 'other-person');
    await becomes(states, ['card', 'card']);
  });

  it('follows what another process does', async () => {
    const state = temporaryState();
    const states = await watched(state);
    const slot = JSON.stringify({ inserted: true, scenario: 'normal' });
    const script = `const fs = require('node:fs'); fs.writeFileSync('new', '${slot}'); fs.renameSync('new', 'slot.json')`;
    await promisify(execFile)(process.execPath, ['-e', script], { cwd: state.folder });
    await becomes(states, ['empty', 'card']);
  });

  it('survives a file that is half written', async () => {
    const state = temporaryState();
    const states = await watched(state);
    writeFileSync(join(state.folder, 'slot.json'), '{ "inserted": tr');
    await becomes(states, ['empty', 'none']);
    writeFileSync(join(state.folder, 'slot.json'), '{ "inserted": true, "scenario": "normal" }');
    await vi.waitFor(() => {
      expect(states.at(-1)).toBe('card');
    }, PATIENCE);
  });

  it('says nothing about what does not concern the slot', async () => {
    const state = await temporaryStateWithPki();
    const states = await watched(state);
    writeFileSync(join(state.folder, 'anything'), '');
    insert(state, 'normal');
    await becomes(states, ['empty', 'card']);
    const connection = await connect(state);
    await connection.disconnect();
    remove(state);
    await becomes(states, ['empty', 'card', 'empty']);
  });

  it('ends with its signal', async () => {
    const state = temporaryState();
    const controller = new AbortController();
    const ended = await watched(state, controller.signal);
    const witness = await watched(state);
    controller.abort();
    insert(state, 'normal');
    await becomes(witness, ['empty', 'card']);
    expect(ended).toEqual(['empty']);
    expect(await watched(state, AbortSignal.abort())).toEqual([]);
  });

  it('rejects where the folder cannot be made', async () => {
    const { env, folder } = temporaryState();
    mkdirSync(join(folder, '..'), { recursive: true });
    writeFileSync(folder, 'a file where the folder should be');
    await expect(watched({ env, folder })).rejects.toMatchObject({ code: 'pcsc-unavailable' });
  });
});

describe('connect', () => {
  it.each([
    { scenario: 'in-use', code: 'card-in-use' },
    { scenario: 'mute', code: 'card-mute' },
  ] as const)('$scenario: $code', async ({ scenario, code }) => {
    await expect(connect(await inserted(scenario))).rejects.toMatchObject({ code });
  });

  it('without a card: card-absent', async () => {
    await expect(connect(temporaryState())).rejects.toMatchObject({ code: 'card-absent' });
  });

  it('to another reader: reader-unavailable', async () => {
    const { env } = await inserted('normal');
    await expect(createSimulatedReaders(env).connect('Another Reader 00')).rejects.toMatchObject({
      code: 'reader-unavailable',
    });
  });

  it.each(['slot.json', 'pki.json', 'reader.json', 'cards/taro.json'])(
    'with a %s that cannot be understood: reader-unavailable, and the reader stays free',
    async (file) => {
      const state = await inserted('normal');
      mkdirSync(join(state.folder, 'cards'));
      writeFileSync(join(state.folder, file), '{');
      await expect(connect(state)).rejects.toMatchObject({ code: 'reader-unavailable' });
      rmSync(join(state.folder, file));
      if (file === 'pki.json') writeStateFile(join(state.folder, file), await sharedTestPki());
      if (file === 'slot.json') insert(state, 'normal');
      await expect(connect(state)).resolves.toBeDefined();
    },
  );

  it('is exclusive until disconnect', async () => {
    const state = await inserted('normal');
    const first = await connect(state);
    await expect(connect(state)).rejects.toMatchObject({ code: 'card-in-use' });
    await first.disconnect();
    await expect(connect(state)).resolves.toBeDefined();
  });

  it('excludes other processes, whose watch says so', async () => {
    const state = await inserted('normal');
    const states = await watched(state);
    writeStateFile(join(state.folder, 'reader.json'), { pid: process.ppid });
    await becomes(states, ['card', 'in-use']);
    await expect(connect(state)).rejects.toMatchObject({ code: 'card-in-use' });
    rmSync(join(state.folder, 'reader.json'));
    await becomes(states, ['card', 'in-use', 'card']);
  });

  it('gives a card that signs for the certificate on it', async () => {
    const connection = await connect(await inserted('normal'));
    await send(connection, JPKI);
    const certificate = new X509Certificate(fromHex((await send(connection, '00B08A00000000')).slice(0, -4)));
    expect(await send(connection, VERIFY_AUTH)).toBe('9000');
    // DigestInfo of SHA-256 over nothing.
    const empty = 'E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855';
    const digestInfo = `3031300D060960864801650304020105000420${empty}`;
    const signature = fromHex((await send(connection, `802A009733${digestInfo}00`)).slice(0, -4));
    expect(createVerify('sha256').verify(certificate.publicKey, signature)).toBe(true);
  });
});

describe('disconnect', () => {
  it('takes the power away: what the PIN had opened is closed', async () => {
    const state = await inserted('normal');
    const first = await connect(state);
    await send(first, JPKI);
    await send(first, VERIFY_AUTH);
    await first.disconnect();
    const second = await connect(state);
    await send(second, JPKI);
    expect(await send(second, SIGN_AUTH)).toBe('6982');
  });

  it('may come twice, and does not free the reader of somebody else', async () => {
    const state = await inserted('normal');
    const first = await connect(state);
    await first.disconnect();
    await connect(state);
    await first.disconnect();
    await expect(connect(state)).rejects.toMatchObject({ code: 'card-in-use' });
  });

  it('ends a command that is under way before the card has seen it', async () => {
    const state = await inserted('slow');
    const connection = await connect(state);
    const verification = send(connection, VERIFY_WRONG);
    await connection.disconnect();
    await expect(verification).rejects.toMatchObject({ code: 'card-removed' });
    insert(state, 'normal');
    const again = await connect(state);
    await send(again, JPKI);
    expect(await send(again, QUERY_AUTH)).toBe('63C3');
  });

  it('leaves a connection that answers nothing', async () => {
    const connection = await connect(await inserted('normal'));
    await connection.disconnect();
    await expect(send(connection, JPKI)).rejects.toMatchObject({ code: 'card-removed' });
  });
});

describe('a card that is taken away', () => {
  it('answers no more', async () => {
    const state = await inserted('normal');
    const connection = await connect(state);
    remove(state);
    await expect(send(connection, JPKI)).rejects.toMatchObject({ code: 'card-removed' });
  });

  it('and put back is another insertion', async () => {
    const state = await inserted('normal');
    const connection = await connect(state);
    remove(state);
    insert(state, 'normal');
    await expect(send(connection, JPKI)).rejects.toMatchObject({ code: 'card-removed' });
  });

  it('during a command does not answer it', async () => {
    const state = await inserted('slow');
    const connection = await connect(state);
    const answer = send(connection, JPKI);
    remove(state);
    await expect(answer).rejects.toMatchObject({ code: 'card-removed' });
  });
});

describe('scenarios', () => {
  it.each([
    {
      scenario: 'normal',
      script: [
        [JPKI, '9000'],
        [QUERY_AUTH, '63C3'],
        ['0020009B', '63C5'],
      ],
    },
    {
      scenario: 'one-try-left',
      script: [
        [JPKI, '9000'],
        [QUERY_AUTH, '63C1'],
        [VERIFY_WRONG, '63C0'],
      ],
    },
    {
      scenario: 'blocked',
      script: [
        [JPKI, '9000'],
        [QUERY_AUTH, '63C0'],
        [VERIFY_AUTH, '6984'],
      ],
    },
    {
      scenario: 'foreign-card',
      script: [
        [JPKI, '6A82'],
        [QUERY_AUTH, '6A82'],
      ],
    },
    {
      scenario: 'no-certificate',
      script: [
        [JPKI, '9000'],
        ['00A4020C02000A', '6A82'],
        ['00B0880000', '0000009000'],
      ],
    },
    {
      scenario: 'child',
      script: [
        [JPKI, '9000'],
        ['00A4020C020001', '6A82'],
        ['00B0880000', '008F009000'],
      ],
    },
    {
      scenario: 'wake-6f00',
      script: [
        [JPKI, '6F00'],
        [JPKI, '9000'],
      ],
    },
  ] as const)('$scenario', async ({ scenario, script }) => {
    const connection = await connect(await inserted(scenario));
    for (const [command, response] of script) expect(await send(connection, command)).toBe(response);
  });

  it.each([
    { scenario: 'normal', valid: true },
    { scenario: 'other-person', valid: true },
    { scenario: 'wrong-key', valid: true },
    { scenario: 'expired', valid: false },
    { scenario: 'not-yet-valid', valid: false },
  ] as const)('$scenario: certificate valid today: $valid', async ({ scenario, valid }) => {
    const connection = await connect(await inserted(scenario));
    await send(connection, JPKI);
    const certificate = new X509Certificate(fromHex((await send(connection, '00B08A00000000')).slice(0, -4)));
    const now = Date.now();
    expect(Date.parse(certificate.validFrom) <= now && now <= Date.parse(certificate.validTo)).toBe(valid);
    expect(certificate.subject.includes('TESTBB')).toBe(scenario === 'other-person');
  });

  it('switches of the slot go over those of the scenario', async () => {
    const state = await inserted('wake-6f00', { firstCommandFails: false });
    expect(await send(await connect(state), JPKI)).toBe('9000');
  });

  it.each([
    { scenario: 'removed-during-verify', fatal: VERIFY_AUTH, answer: undefined },
    { scenario: 'removed-after-verify', fatal: VERIFY_AUTH, answer: '9000' },
    { scenario: 'removed-during-sign', fatal: SIGN_AUTH, answer: undefined },
  ] as const)('$scenario', async ({ scenario, fatal, answer }) => {
    const state = await inserted(scenario);
    const states = await watched(state);
    const connection = await connect(state);
    await send(connection, JPKI);
    expect(await send(connection, QUERY_AUTH)).toBe('63C3');
    if (fatal === SIGN_AUTH) expect(await send(connection, VERIFY_AUTH)).toBe('9000');
    if (answer === undefined)
      await expect(send(connection, fatal)).rejects.toMatchObject({ code: 'card-removed' });
    else expect(await send(connection, fatal)).toBe(answer);
    await expect(send(connection, JPKI)).rejects.toMatchObject({ code: 'card-removed' });
    expect(readSlot(state.folder)).toMatchObject({ inserted: false, scenario });
    await becomes(states, ['card', 'empty']);
  });

  it.each([
    { tornVerifyCounts: true, command: VERIFY_AUTH, left: '63C2' },
    { tornVerifyCounts: true, command: VERIFY_WRONG, left: '63C2' },
    { tornVerifyCounts: false, command: VERIFY_AUTH, left: '63C3' },
    { tornVerifyCounts: false, command: VERIFY_WRONG, left: '63C3' },
  ])('a torn VERIFY: $command, counted $tornVerifyCounts', async ({ tornVerifyCounts, command, left }) => {
    const state = await inserted('removed-during-verify', { tornVerifyCounts });
    const connection = await connect(state);
    await send(connection, JPKI);
    await expect(send(connection, command)).rejects.toMatchObject({ code: 'card-removed' });
    await connection.disconnect();
    insert(state, 'normal');
    const again = await connect(state);
    await send(again, JPKI);
    expect(await send(again, QUERY_AUTH)).toBe(left);
  });

  it('counters outlive the process', async () => {
    const state = await inserted('normal');
    const first = await connect(state);
    await send(first, JPKI);
    expect(await send(first, VERIFY_WRONG)).toBe('63C2');
    await first.disconnect();
    // A system of readers keeps nothing in memory, so another one is as good as another process.
    const second = await connect(state);
    await send(second, JPKI);
    expect(await send(second, QUERY_AUTH)).toBe('63C2');
  });
});

it('a trace has a line for each command, and no PIN', async () => {
  const state = await inserted('normal');
  const path = join(state.folder, '..', 'trace.jsonl');
  const connection = await createSimulatedReaders({
    ...state.env,
    KAZASU_SIMULATOR_TRACE: path,
  }).connect(SIMULATED_READER);
  await send(connection, JPKI);
  await send(connection, VERIFY_AUTH);
  remove(state);
  await expect(send(connection, JPKI)).rejects.toThrow();
  await connection.disconnect();
  const text = readFileSync(path, 'utf8');
  expect(text.trimEnd().split('\n')).toHaveLength(3);
  expect(text).not.toContain('31323334');
});
