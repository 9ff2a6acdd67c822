/**
 * The Reader port over PC/SC, by way of pcsclite: the one file that loads that package. Watching takes one thread for
 * the list of readers and one for each reader, all of them asleep until pcscd has something to say.
 */
import { createRequire } from 'node:module';
import { errorCodeOf, KazasuError } from '../../shared/errors.ts';
import { CARD_ANSWER_LIMIT_MS } from '../../shared/host-protocol.ts';
import { noticingReleasedCards } from './held-cards.ts';
import type { PcscBinding } from './pcsc-binding.ts';
import { PcscCard } from './pcsc-card.ts';
import { PcscConnection } from './pcsc-connection.ts';
import { PcscWatch } from './pcsc-watch.ts';
import type { CardConnection, ReaderSystem, ReaderView } from './reader.ts';

export interface PcscTimes {
  /** How long a card may take to answer: to be powered up, or for one command. Milliseconds. */
  readonly answerLimit: number;
  /** How often a pcscd that is not there, or a card that another program holds, is looked for. Milliseconds. */
  readonly retryInterval: number;
}

const TIMES: PcscTimes = { answerLimit: CARD_ANSWER_LIMIT_MS, retryInterval: 1000 };

/** Nothing is loaded, and nobody spoken to, before the first call. */
export function createPcscReaders(times: PcscTimes = TIMES): ReaderSystem {
  const idle = new Map<string, PcscCard>();
  const readers: ReaderSystem = {
    simulated: false,
    watch: (onChange, signal) => watch(times.retryInterval, onChange, signal),
    connect: (reader) => connect(reader, idle, times.answerLimit),
  };
  return noticingReleasedCards(readers, times.retryInterval);
}

/** @throws `pcsc-not-installed`: not built for this Node.js, or libpcsclite is not on this machine */
function loadBinding(): PcscBinding {
  try {
    // The package has no types for its native classes.
    return createRequire(import.meta.url)('pcsclite/build/Release/pcsclite.node') as PcscBinding;
  } catch (cause) {
    throw new KazasuError('pcsc-not-installed', 'pcsclite cannot be loaded', { cause });
  }
}

async function watch(
  retryInterval: number,
  onChange: (view: ReaderView) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    await watchFor(loadBinding(), retryInterval, onChange, signal);
  } catch (error) {
    if (errorCodeOf(error) !== 'pcsc-not-installed') throw error;
    onChange({ slots: [], problem: 'pcsc-not-installed' });
  }
}

/** Resolves with the first view. Looks for pcscd again and again while, and only while, there is none. */
function watchFor(
  binding: PcscBinding,
  retryInterval: number,
  onChange: (view: ReaderView) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    let reported = '';
    let current: PcscWatch | undefined;
    let timer: NodeJS.Timeout | undefined;
    const report = (view: ReaderView): void => {
      const key = JSON.stringify(view);
      if (signal.aborted || key === reported) return;
      reported = key;
      onChange(view);
      resolve();
    };
    const retryLater = (): void => {
      report({ slots: [], problem: 'pcsc-unavailable' });
      if (!signal.aborted) timer = setTimeout(open, retryInterval);
    };
    const open = (): void => {
      try {
        current = new PcscWatch(binding, {
          onSlots: (slots) => {
            report({ slots });
          },
          onLost: retryLater,
        });
      } catch {
        retryLater();
      }
    };
    const end = (): void => {
      clearTimeout(timer);
      current?.end();
      resolve();
    };
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    else open();
  });
}

/** @param idle cards that were disconnected, by reader: one is used again, since native objects are kept for ever */
async function connect(reader: string, idle: Map<string, PcscCard>, limit: number): Promise<CardConnection> {
  const binding = loadBinding();
  const open = (card: PcscCard) => PcscConnection.open(card, limit, () => idle.set(reader, card));
  const used = idle.get(reader);
  idle.delete(reader);
  if (used) {
    try {
      return await open(used);
    } catch (error) {
      // Its context has died with the pcscd that gave it; a new one has not.
      if (errorCodeOf(error) !== 'pcsc-unavailable') throw error;
    }
  }
  return open(new PcscCard(binding, reader));
}
