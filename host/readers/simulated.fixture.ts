/** The simulated reader for tests: a state of its own, a card in it, commands in hexadecimal. */
import { expect, onTestFinished, vi } from 'vitest';
import { fromHex, toHex } from '../../shared/bytes.ts';
import type { ScenarioName } from '../simulator/scenario.ts';
import { type Slot, writeSlot } from '../simulator/state/slot.ts';
import { type TemporaryState, temporaryStateWithPki } from '../simulator/state/temporary-state.fixture.ts';
import type { CardConnection } from './reader.ts';
import { createSimulatedReaders, SIMULATED_READER } from './simulated.ts';

export const JPKI = '00A4040C0AD392F000260100000001';
export const QUERY_AUTH = '00200098';
export const VERIFY_AUTH = '0020009804 31323334';
export const VERIFY_WRONG = '0020009804 30303030';
export const SIGN_AUTH = '802A0097010100';

export const insert = (
  { folder }: TemporaryState,
  scenario: ScenarioName,
  switches: Slot['switches'] = {},
): void => {
  writeSlot(folder, { inserted: true, scenario, switches });
};
export const remove = ({ folder }: TemporaryState): void => {
  writeSlot(folder, { inserted: false, scenario: 'normal' });
};

export async function inserted(scenario: ScenarioName, switches?: Slot['switches']): Promise<TemporaryState> {
  const state = await temporaryStateWithPki();
  insert(state, scenario, switches);
  return state;
}

export async function connect({ env }: TemporaryState): Promise<CardConnection> {
  const connection = await createSimulatedReaders(env).connect(SIMULATED_READER);
  onTestFinished(() => connection.disconnect());
  return connection;
}

export async function send(connection: CardConnection, command: string): Promise<string> {
  return toHex(await connection.transmit(fromHex(command)));
}

/** Everything that the watch has said so far; a reader that has gone is `none`. */
export async function watched(
  { env }: TemporaryState,
  signal = new AbortController().signal,
): Promise<string[]> {
  const states: string[] = [];
  const ended = new AbortController();
  onTestFinished(() => {
    ended.abort();
  });
  await createSimulatedReaders(env).watch(
    ({ slots }) => states.push(slots[0]?.state ?? 'none'),
    AbortSignal.any([signal, ended.signal]),
  );
  return states;
}

export const PATIENCE = { interval: 2, timeout: 4000 };

export const becomes = (states: readonly string[], expected: readonly string[]): Promise<void> =>
  vi.waitFor(() => {
    expect(states).toEqual(expected);
  }, PATIENCE);
