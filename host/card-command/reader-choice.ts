import { KazasuError } from '../../shared/errors.ts';
import type { ReaderSystem, ReaderView, SlotStatus } from '../readers/reader.ts';
import { CardCommandError, type CardErrorCode } from './card-command-error.ts';

export interface ReaderWish {
  /** The reader's name, or a part that only its name has; undefined takes the only one with a card. */
  readonly reader: string | undefined;
  /** Waits for a card, instead of saying that there is none. */
  readonly wait: boolean;
}

export interface ReaderChoice {
  readonly reader: string;
  /** All there are. */
  readonly slots: readonly SlotStatus[];
}

/**
 * The reader whose card is meant.
 * @param waiting called once when there is no card yet and it is waited for
 * @throws `pcsc-not-installed`, `pcsc-unavailable`, `no-reader`, `reader-unknown`, `several-cards`, `card-absent`,
 *   `card-in-use`, `card-mute`, `cancelled`
 */
export async function chooseReader(
  readers: ReaderSystem,
  wish: ReaderWish,
  signal: AbortSignal,
  waiting: () => void = () => undefined,
): Promise<ReaderChoice> {
  const watch = new AbortController();
  try {
    return await new Promise((resolve, reject) => {
      let said = false;
      const giveUp = (): void => {
        reject(new KazasuError('cancelled'));
      };
      const look = (view: ReaderView): void => {
        const outcome = choose(view, wish);
        if (!(outcome instanceof Error)) resolve(outcome);
        else if (!wish.wait || IN_VAIN.has(outcome.code)) reject(outcome);
        else if (!said) waiting();
        said = true;
      };
      if (signal.aborted) giveUp();
      signal.addEventListener('abort', giveUp, { signal: watch.signal });
      readers.watch(look, watch.signal).catch(reject);
    });
  } finally {
    watch.abort();
  }
}

/** What no waiting for a card mends. */
const IN_VAIN: ReadonlySet<CardErrorCode> = new Set<CardErrorCode>(['several-cards', 'pcsc-not-installed']);

function choose({ slots, problem }: ReaderView, { reader }: ReaderWish): ReaderChoice | CardCommandError {
  if (problem) return new CardCommandError(problem);
  if (slots.length === 0) return new CardCommandError('no-reader');
  const meant = reader === undefined ? slots : named(slots, reader);
  const withCard = meant.filter(({ state }) => state === 'card');
  const [only, another] = withCard;
  if (only && !another) return { reader: only.name, slots };
  return new CardCommandError(reasonFor(meant, another !== undefined), { readers: listed(slots) });
}

function named(slots: readonly SlotStatus[], reader: string): readonly SlotStatus[] {
  const exact = slots.filter(({ name }) => name === reader);
  return exact.length > 0 ? exact : slots.filter(({ name }) => name.includes(reader));
}

function reasonFor(meant: readonly SlotStatus[], hasSeveral: boolean): CardCommandError['code'] {
  if (meant.length === 0) return 'reader-unknown';
  if (hasSeveral) return 'several-cards';
  if (meant.some(({ state }) => state === 'in-use')) return 'card-in-use';
  return meant.some(({ state }) => state === 'mute') ? 'card-mute' : 'card-absent';
}

function listed(slots: readonly SlotStatus[]): readonly Pick<SlotStatus, 'name' | 'state'>[] {
  return slots.map(({ name, state }) => ({ name, state }));
}
