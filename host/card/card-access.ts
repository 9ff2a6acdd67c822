import { SIGNING_LIMIT_MS } from '../../shared/host-protocol.ts';
import { errorCodeOf, KazasuError } from '../../shared/errors.ts';
import type { Log } from '../log.ts';
import type { ReaderSystem } from '../readers/reader.ts';
import { MAX_RESPONSE_DATA } from './apdu.ts';
import type { ReadSize } from './binary-file.ts';
import { assertNotCancelled } from './cancellation.ts';
import { CardSession } from './card-session.ts';

/** A card that nobody has used for this long is given back to the other programs of this machine. */
export const IDLE_LIMIT_MS = 5 * 60_000;

/**
 * The one card that the host may hold, and the order of work on it: one operation after another.
 *
 * Whatever fails or is cancelled closes the card, save a wrong PIN, after which the person may try once more. A card
 * whose signature key a password has opened is there for {@link signAndClose} alone, and not for long.
 */
export class CardAccess {
  readonly #readers: ReaderSystem;
  readonly #log: Log;
  #held: { readonly session: CardSession; readonly reader: string } | undefined;
  #lastOperation: Promise<unknown> = Promise.resolve();
  /** One for each operation under way or waiting; `close` aborts them. A signal that outlived them would keep them all. */
  readonly #cancellations = new Set<AbortController>();
  /** By reader, because a reader that breaks on long answers does so with every card. */
  readonly #readSizes = new Map<string, ReadSize>();
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(readers: ReaderSystem, log: Log) {
    this.#readers = readers;
    this.#log = log;
  }

  /** The reader whose card is held here. */
  get reader(): string | undefined {
    return this.#held?.reader;
  }

  /** Whether what a PIN has opened on it may still be open. */
  get pinSent(): boolean {
    return this.#held?.session.pinSent ?? false;
  }

  /**
   * Opens the card in a reader, closes the one before, and runs the first operation, after which the card stays open.
   * @throws those of ReaderSystem.connect and of the operation; `cancelled`
   */
  open<T>(reader: string, operation: CardOperation<T>, signal: AbortSignal): Promise<T> {
    return this.#enqueue(signal, async (either) => operation(await this.#connect(reader), either));
  }

  /** Opens the card in a reader for a single operation and closes it before the result is handed out. @throws as `open` */
  visit<T>(reader: string, operation: CardOperation<T>, signal: AbortSignal): Promise<T> {
    return this.#enqueue(signal, async (either) => {
      const result = await operation(await this.#connect(reader), either);
      await this.#drop();
      return result;
    });
  }

  /** Runs an operation after which the card stays open. @throws `card-not-open`, `cancelled`, those of the operation */
  use<T>(operation: CardOperation<T>, signal: AbortSignal): Promise<T> {
    return this.#enqueue(signal, (either) => operation(this.#opened({ signing: false }), either));
  }

  /** Runs an operation and closes the card before the result is handed out. @throws as `use` */
  useAndClose<T>(operation: CardOperation<T>, signal: AbortSignal): Promise<T> {
    return this.#finish({ signing: false }, operation, signal);
  }

  /** The same on a card whose signature key is open. @throws as `use`; `card-not-open` when it is not */
  signAndClose<T>(operation: CardOperation<T>, signal: AbortSignal): Promise<T> {
    return this.#finish({ signing: true }, operation, signal);
  }

  /** Cancels what is under way and what waits, waits for it, and closes the card. No card is no error. */
  close(): Promise<void> {
    for (const cancellation of this.#cancellations) cancellation.abort();
    return this.#append(() => this.#drop());
  }

  /** The card has left this reader. An operation under way finds out by itself; a card that only lay open is closed. */
  cardLeft(reader: string): void {
    void this.#append(async () => {
      if (this.reader === reader) await this.#drop();
    });
  }

  /** Sends nothing more to a card that no longer answers, and leaves it without power if it ever does. */
  async giveUp(): Promise<void> {
    this.#log('card-left-hanging', {});
    await this.#held?.session.disconnect();
  }

  #finish<T>(state: { signing: boolean }, operation: CardOperation<T>, signal: AbortSignal): Promise<T> {
    return this.#enqueue(signal, async (either) => {
      const result = await operation(this.#opened(state), either);
      await this.#drop();
      return result;
    });
  }

  #enqueue<T>(signal: AbortSignal, operation: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const cancellation = new AbortController();
    this.#cancellations.add(cancellation);
    const either = AbortSignal.any([signal, cancellation.signal]);
    return this.#append(() =>
      this.#run(operation, either).finally(() => this.#cancellations.delete(cancellation)),
    );
  }

  #append<T>(operation: () => Promise<T>): Promise<T> {
    const running = this.#lastOperation.then(operation);
    this.#lastOperation = running.catch(() => undefined);
    return running;
  }

  async #run<T>(operation: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    clearTimeout(this.#idleTimer);
    try {
      assertNotCancelled(signal);
      const result = await operation(signal);
      assertNotCancelled(signal);
      return result;
    } catch (error) {
      if (signal.aborted || errorCodeOf(error) !== 'wrong-pin') await this.#drop();
      throw error;
    } finally {
      this.#limitIdleness();
    }
  }

  async #connect(reader: string): Promise<CardSession> {
    await this.#drop();
    const connection = await this.#readers.connect(reader);
    const readSize = this.#readSizes.get(reader) ?? { bytes: MAX_RESPONSE_DATA };
    this.#readSizes.set(reader, readSize);
    const session = new CardSession(connection, this.#log, readSize);
    this.#held = { session, reader };
    this.#log('card-opened', {});
    return session;
  }

  #limitIdleness(): void {
    if (!this.#held) return;
    const limit = this.#held.session.signing ? SIGNING_LIMIT_MS : IDLE_LIMIT_MS;
    this.#idleTimer = setTimeout(() => void this.close(), limit);
  }

  #opened({ signing }: { signing: boolean }): CardSession {
    const session = this.#held?.session;
    if (session?.signing !== signing) throw new KazasuError('card-not-open');
    return session;
  }

  async #drop(): Promise<void> {
    clearTimeout(this.#idleTimer);
    if (!this.#held) return;
    await this.#held.session.close();
    this.#log('card-closed', {});
    this.#held = undefined;
  }
}

export type CardOperation<T> = (session: CardSession, signal: AbortSignal) => Promise<T>;
