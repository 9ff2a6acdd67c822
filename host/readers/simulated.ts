/** The Reader port over the simulator: one reader whose slot is a file. docs/simulator.md. */
import type { Bytes } from '../../shared/bytes.ts';
import { KazasuError } from '../../shared/errors.ts';
import { type InsertedCard, powerUp } from '../simulator/inserted-card.ts';
import { type Scenario, SCENARIOS } from '../simulator/scenario.ts';
import { isReaderLockedByAnother, lockReader } from '../simulator/state/reader-lock.ts';
import { readSlot, type SlotReading, watchStateFolder } from '../simulator/state/slot.ts';
import { simulatorFolder } from '../simulator/state/state-file.ts';
import { createTrace, type Trace } from '../simulator/trace.ts';
import type { CardConnection, ReaderSystem, ReaderView, SlotStatus } from './reader.ts';

export const SIMULATED_READER = 'Kazasu Simulated Reader 00';

/** @param env `XDG_STATE_HOME`, `HOME`: where the state is; `KAZASU_SIMULATOR_TRACE`: a file for the commands */
export function createSimulatedReaders(env: NodeJS.ProcessEnv): ReaderSystem {
  const folder = simulatorFolder(env);
  return {
    simulated: true,
    // eslint-disable-next-line @typescript-eslint/require-await -- what it throws must reject
    watch: async (onChange, signal) => {
      watchSlot(folder, onChange, signal);
    },
    // A trace that cannot be written is the reader's failure, and the host's start goes on without it.
    connect: async (reader) => connect(folder, reader, createTrace(env)),
  };
}

function watchSlot(folder: string, onChange: (view: ReaderView) => void, signal: AbortSignal): void {
  let reported = '';
  let timer: NodeJS.Timeout | undefined;
  const report = () => {
    if (signal.aborted) return;
    // A process that is killed with the reader in its hands writes no file any more.
    clearTimeout(timer);
    if (isReaderLockedByAnother(folder)) timer = setTimeout(report, DEAD_HOLDER_CHECK_MS).unref();
    const view = { slots: slotsOf(folder) };
    const key = JSON.stringify(view);
    if (key === reported) return;
    reported = key;
    onChange(view);
  };
  if (signal.aborted) return;
  watchStateFolder(folder, report, signal);
  report();
}

const DEAD_HOLDER_CHECK_MS = 100;

function slotsOf(folder: string): readonly SlotStatus[] {
  try {
    const slot = readSlot(folder);
    const state = slotState(folder, slot);
    return state === 'no-reader' ? [] : [{ name: SIMULATED_READER, state, insertion: slot.revision }];
  } catch (error) {
    // A reader whose state cannot be understood, perhaps because somebody is just writing it, is no reader.
    if (error instanceof KazasuError) return [];
    throw error;
  }
}

function slotState(folder: string, slot: SlotReading): SlotStatus['state'] | 'no-reader' {
  if (!slot.inserted) return 'empty';
  const { faults }: Scenario = SCENARIOS[slot.scenario];
  return faults?.noConnection ?? (isReaderLockedByAnother(folder) ? 'in-use' : 'card');
}

const CONNECT_ERROR = {
  empty: 'card-absent',
  'in-use': 'card-in-use',
  mute: 'card-mute',
  'no-reader': 'reader-unavailable',
} as const;

async function connect(folder: string, reader: string, trace: Trace): Promise<CardConnection> {
  if (reader !== SIMULATED_READER) throw new KazasuError('reader-unavailable');
  const slot = readSlot(folder);
  const state = slotState(folder, slot);
  if (state !== 'card') throw new KazasuError(CONNECT_ERROR[state]);
  const unlock = lockReader(folder);
  if (unlock === undefined) throw new KazasuError('card-in-use');
  try {
    return new SimulatedConnection(await powerUp(folder, slot), unlock, trace);
  } catch (error) {
    unlock();
    throw error;
  }
}

class SimulatedConnection implements CardConnection {
  readonly #card: InsertedCard;
  #unlock: (() => void) | undefined;
  readonly #trace: Trace;

  constructor(card: InsertedCard, unlock: () => void, trace: Trace) {
    this.#card = card;
    this.#unlock = unlock;
    this.#trace = trace;
  }

  async transmit(command: Uint8Array): Promise<Bytes> {
    let response: Bytes | undefined;
    try {
      response = await this.#card.transmit(command);
      return response;
    } finally {
      this.#trace(command, response);
    }
  }

  disconnect(): Promise<void> {
    this.#card.powerDown();
    // Once only: the lock may be somebody else's by now.
    this.#unlock?.();
    this.#unlock = undefined;
    return Promise.resolve();
  }
}
