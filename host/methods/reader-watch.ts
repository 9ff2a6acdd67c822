import type * as v from 'valibot';
import { errorCodeOf } from '../../shared/errors.ts';
import type { HOST_NOTIFICATIONS, ReaderStatus } from '../../shared/host-protocol.ts';
import type { CardAccess } from '../card/card-access.ts';
import type { Log } from '../log.ts';
import type { ReaderSystem, SlotStatus } from '../readers/reader.ts';

/** As many readers as one `readersChanged` holds. */
const MAX_READERS = 32;

export interface ReaderWatchOptions {
  readonly readers: ReaderSystem;
  readonly cards: CardAccess;
  readonly log: Log;
  /** Ends the watch. */
  readonly signal: AbortSignal;
  notify(params: ReadersChanged): void;
}

type ReadersChanged = v.InferOutput<(typeof HOST_NOTIFICATIONS)['readersChanged']>;

/**
 * The readers as the person should see them: what PC/SC says of the slots, and beside it what only the host knows,
 * that a card is no My Number Card and that a card in use is in use here.
 */
export class ReaderWatch {
  readonly #options: ReaderWatchOptions;
  #slots: readonly SlotStatus[] = [];
  readonly #unsupported = new Set<string>();
  #started: Promise<void> | undefined;
  /** What was last sent, as JSON; undefined before the first `publish`. */
  #published: string | undefined;

  constructor(options: ReaderWatchOptions) {
    this.#options = options;
  }

  /**
   * Begins to watch, the first time. Resolves when the readers are known.
   * @throws `pcsc-unavailable`; another call tries again
   */
  start(): Promise<void> {
    this.#started ??= this.#watch();
    return this.#started;
  }

  /** Sends the readers, and from now on every change. */
  publish(): void {
    this.#send(this.#statuses());
  }

  /** The card in this reader is no My Number Card, until it leaves. */
  markUnsupported(reader: string): void {
    this.#unsupported.add(reader);
    this.#changed();
  }

  async #watch(): Promise<void> {
    const { readers, signal, log } = this.#options;
    try {
      await readers.watch((slots) => {
        this.#update(slots);
      }, signal);
    } catch (error) {
      log('watch-failed', { code: errorCodeOf(error) });
      this.#started = undefined;
      throw error;
    }
  }

  #update(slots: readonly SlotStatus[]): void {
    this.#options.log('readers-changed', { readers: slots.length });
    const cardsStay = JSON.stringify(slots) !== JSON.stringify(this.#slots);
    const occupied = cardsStay ? slots.filter(({ state }) => state !== 'empty').map(({ name }) => name) : [];
    this.#forgetCardsOutside(new Set(occupied));
    this.#slots = slots.slice(0, MAX_READERS);
    this.#changed();
  }

  /** What was known of a card goes with it. */
  #forgetCardsOutside(readers: ReadonlySet<string>): void {
    for (const reader of this.#unsupported) {
      if (!readers.has(reader)) this.#unsupported.delete(reader);
    }
    const { cards } = this.#options;
    if (cards.reader !== undefined && !readers.has(cards.reader)) cards.cardLeft(cards.reader);
  }

  #changed(): void {
    if (this.#published === undefined) return;
    const statuses = this.#statuses();
    if (JSON.stringify(statuses) !== this.#published) this.#send(statuses);
  }

  #send(statuses: ReaderStatus[]): void {
    this.#published = JSON.stringify(statuses);
    this.#options.notify({ readers: statuses });
  }

  #statuses(): ReaderStatus[] {
    return this.#slots.map(({ name, state }) => ({ name, state: this.#stateOf(name, state) }));
  }

  #stateOf(name: string, state: SlotStatus['state']): ReaderStatus['state'] {
    if (state !== 'card' && state !== 'in-use') return state;
    if (this.#unsupported.has(name)) return 'unsupported-card';
    return name === this.#options.cards.reader ? 'card' : state;
  }
}
