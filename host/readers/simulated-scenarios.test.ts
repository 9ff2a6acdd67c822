/** What each scenario does to who talks to the card, and what a removal does to a command. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../shared/bytes.ts';
import { readSlot } from '../simulator/state/slot.ts';
import {
  becomes,
  connect,
  insert,
  inserted,
  JPKI,
  QUERY_AUTH,
  remove,
  send,
  SIGN_AUTH,
  VERIFY_AUTH,
  VERIFY_WRONG,
  watched,
} from './simulated.fixture.ts';
import { createSimulatedReaders, SIMULATED_READER } from './simulated.ts';

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
      scenario: 'no-signature-certificate',
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
