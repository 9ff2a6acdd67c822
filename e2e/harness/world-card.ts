import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { VirtualReader } from './virtual-reader.ts';

/** The simulated card of a world, and what it has been told. */
export interface WorldCard {
  /** A fresh simulated card in the reader: all tries, and the PINs of docs/simulator.md. */
  freshCard(): Promise<void>;
  /**
   * Puts the simulated card into its reader; docs/simulator.md has the scenarios, and the switches where the card's
   * behaviour is unknown. Over PC/SC it waits until pcscd has seen the card.
   */
  insertCard(scenario?: string, switches?: Readonly<Record<string, unknown>>): Promise<void>;
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
  /**
   * What the simulator keeps (docs/simulator.md). Written by hand: quicker than `kazasu simulate`, which has tests of its
   * own, and with what that does not offer.
   */
  readonly simulatorFolder: string;
  /** Absent in process, where every host watches the slot itself. */
  readonly reader?: VirtualReader | undefined;
}

export function worldCard({ traceFile, simulatorFolder, reader }: Options): WorldCard {
  const slotFile = join(simulatorFolder, 'slot.json');
  const seen = reader?.seen ?? ((_present, change) => change());
  const removeCard = (): Promise<void> =>
    seen(false, () => writeWhole(slotFile, JSON.stringify({ inserted: false, scenario: 'normal' })));
  const insertCard: WorldCard['insertCard'] = async (scenario = 'normal', switches) => {
    // As hands do it: pcscd looks into a reader every 0.4 s, and would take the next card for the one before.
    if (reader !== undefined) await removeCard();
    await seen(true, () => writeWhole(slotFile, JSON.stringify({ inserted: true, scenario, switches })));
  };
  return {
    freshCard: async () => {
      await rm(join(simulatorFolder, 'cards'), { recursive: true, force: true });
      await insertCard();
      await writeFile(traceFile, '');
    },
    insertCard,
    removeCard,
    trace: async () => readTrace(await readFile(traceFile, 'utf8')),
  };
}

/** In one step, as its readers expect it. A world in which no host has run yet has no folder for it. */
async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}

/** Complete lines only: the card may be writing the last one. */
function readTrace(text: string): TracedApdu[] {
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line) as TracedApdu); // host/simulator/trace.ts
}
