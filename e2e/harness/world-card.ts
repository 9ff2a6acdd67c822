import { readFile, writeFile } from 'node:fs/promises';
import type { VirtualReader } from './virtual-reader.ts';

/** The simulated card of a world, and what it has been told. */
export interface WorldCard {
  /** A fresh simulated card in the reader: all tries, and the PINs of docs/simulator.md. */
  freshCard(): Promise<void>;
  /** Puts the simulated card into its reader; docs/simulator.md has the scenarios. Over PC/SC it waits for pcscd. */
  insertCard(scenario?: string): Promise<void>;
  removeCard(): Promise<void>;
  /** The APDUs that the simulated card has seen, oldest first. */
  trace(): Promise<TracedApdu[]>;
}

/** One APDU in the simulator's trace; the command's data are masked where they are a PIN. */
export interface TracedApdu {
  readonly ins: string;
  readonly command: string;
  readonly sw: string | null;
  /** Bytes of the response without its status word. */
  readonly length: number;
}

interface Options {
  readonly traceFile: string;
  readonly kazasu: (...args: readonly string[]) => Promise<unknown>;
  /** Absent in process, where every host watches the slot itself. */
  readonly reader?: VirtualReader | undefined;
}

export function worldCard({ traceFile, kazasu, reader }: Options): WorldCard {
  const change = async (present: boolean, ...args: readonly string[]): Promise<void> => {
    const changeSlot = async (): Promise<void> => {
      await kazasu('simulate', ...args);
    };
    await (reader === undefined ? changeSlot() : reader.seen(changeSlot, present));
  };
  return {
    freshCard: async () => {
      await kazasu('simulate', 'reset');
      await change(true, 'insert', 'normal');
      await writeFile(traceFile, '');
    },
    insertCard: (scenario = 'normal') => change(true, 'insert', scenario),
    removeCard: () => change(false, 'remove'),
    trace: async () => readTrace(await readFile(traceFile, 'utf8')),
  };
}

/** Complete lines only: the card may be writing the last one. */
function readTrace(text: string): TracedApdu[] {
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line) as TracedApdu); // host/simulator/trace.ts
}
