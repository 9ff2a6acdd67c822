import * as v from 'valibot';
import { errorCodeOf } from '../../shared/errors.ts';
import { readerSchema, type ReadersChanged, type ReaderStatus } from '../../shared/host-protocol.ts';
import type { CardAccess } from '../card/card-access.ts';
import type { Log } from '../log.ts';
import type { ReaderSystem, ReaderView, SlotStatus } from '../readers/reader.ts';

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

/**
 * The readers as the person should see them: what the reader system says of the slots, and beside it what only the
 * methods know, that a card is no My Number Card.
 */
export class ReaderWatch {
  readonly #options: ReaderWatchOptions;
  #view: ReaderView = { slots: [] };
  readonly #unsupported = new Set<string>();
  #started: Promise<void> | undefined;
  /** Of what was last sent; undefined before the first `publish`. */
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
    this.#send(this.readers());
  }

  /** The card in this reader is no My Number Card, until it leaves. */
  markUnsupported(reader: string): void {
    this.#unsupported.add(reader);
    this.#changed();
  }

  async #watch(): Promise<void> {
    const { readers, signal, log } = this.#options;
    try {
      await readers.watch((view) => {
        this.#update(view);
      }, signal);
    } catch (error) {
      log('watch-failed', { code: errorCodeOf(error) });
      this.#started = undefined;
      throw error;
    }
  }

  #update(view: ReaderView): void {
    const { log } = this.#options;
    if (view.problem) log('watch-failed', { code: view.problem });
    else log('readers-changed', { readers: view.slots.length });
    const before = new Map(this.#view.slots.map(({ name, insertion }) => [name, insertion]));
    const isSameCard = ({ name, state, insertion }: SlotStatus) =>
      state !== 'empty' && insertion === (before.get(name) ?? insertion);
    this.#forgetCardsOutside(new Set(view.slots.filter(isSameCard).map(({ name }) => name)));
    this.#view = view;
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
    const params = this.readers();
    if (this.#digestOf(params) !== this.#published) this.#send(params);
  }

  #send(params: ReadersChanged): void {
    this.#published = this.#digestOf(params);
    this.#options.notify(params);
  }

  /** One card in place of another is a change, also where nothing else is to be seen of it. */
  #digestOf(params: ReadersChanged): string {
    const cards = this.#view.slots.filter(({ state }) => state !== 'empty');
    return JSON.stringify([params, cards.map(({ name, insertion }) => [name, insertion])]);
  }

  /** As they are now. */
  readers(): ReadersChanged {
    const { slots, problem } = this.#view;
    const readers = slots
      .filter(({ name }) => isReaderName(name))
      .slice(0, MAX_READERS)
      .map(({ name, state }) => ({ name, state: this.#stateOf(name, state) }));
    return problem === undefined ? { readers } : { readers, problem };
  }

  #stateOf(name: string, state: SlotStatus['state']): ReaderStatus['state'] {
    const hasCard = state === 'card' || state === 'in-use';
    return hasCard && this.#unsupported.has(name) ? 'unsupported-card' : state;
  }
}

/** A reader whose name the protocol cannot carry could not be asked for either. */
function isReaderName(name: string): boolean {
  return v.is(readerSchema.entries.name, name);
}
