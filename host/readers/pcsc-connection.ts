import type { Bytes } from '../../shared/bytes.ts';
import { errorCodeOf, KazasuError } from '../../shared/errors.ts';
import { TOO_LATE, within } from '../time-limit.ts';
import type { PcscCard } from './pcsc-card.ts';
import type { CardConnection } from './reader.ts';

/**
 * A connected card, until it is disconnected or does not answer within the time limit. PC/SC has no way to take a
 * command back, so that a card that does not answer is given up: nothing more is sent to it, and it is disconnected
 * when its answer does come.
 */
export class PcscConnection implements CardConnection {
  readonly #card: PcscCard;
  readonly #limit: number;
  /** Called when the card is disconnected, and free for another connection. */
  readonly #onFree: () => void;
  /** The last call to the card; never rejects. */
  #lastCall: Promise<unknown> = Promise.resolve();
  #waiting = false;
  /** What a command gets when nothing is sent any more. */
  #over: 'card-removed' | 'card-mute' | undefined;

  /** @param limit of each call, in milliseconds */
  private constructor(card: PcscCard, limit: number, onFree: () => void) {
    this.#card = card;
    this.#limit = limit;
    this.#onFree = onFree;
  }

  /** @throws those of ReaderSystem.connect */
  static async open(card: PcscCard, limit: number, onFree: () => void): Promise<PcscConnection> {
    const connection = new PcscConnection(card, limit, onFree);
    try {
      await connection.#call(() => card.connect());
      return connection;
    } catch (error) {
      if (connection.#over === undefined) onFree();
      // A card that has just left is powerless rather than absent until pcscd looks at the slot again.
      if (errorCodeOf(error) !== 'card-mute' || connection.#over) throw error;
      if (!(await card.leavesWithin(REMOVAL_NOTICE_MS))) throw error;
      throw new KazasuError('card-absent', 'removed before it was connected', { cause: error });
    }
  }

  async transmit(command: Uint8Array): Promise<Bytes> {
    try {
      return await this.#call(() => this.#card.transmit(command));
    } catch (error) {
      // A driver finds a removed card no different from a bad contact; pcscd notices it at its next look at the slot.
      if (errorCodeOf(error) !== 'transmission-failed') throw error;
      if (!(await this.#card.leavesWithin(REMOVAL_NOTICE_MS))) throw error;
      throw new KazasuError('card-removed', 'removed during a command', { cause: error });
    }
  }

  async disconnect(): Promise<void> {
    if (this.#over) return;
    this.#over = 'card-removed';
    const freed = this.#lastCall.then(() => this.#free());
    if (!this.#waiting) await within(this.#limit, freed);
  }

  async #call<T>(start: () => Promise<T>): Promise<T> {
    if (this.#over) throw new KazasuError(this.#over);
    const answer = start();
    this.#waiting = true;
    this.#lastCall = answer
      .catch(() => undefined)
      .finally(() => {
        this.#waiting = false;
      });
    const result = await within(this.#limit, answer);
    if (result !== TOO_LATE) return result;
    this.#over = 'card-mute';
    void this.#lastCall.then(() => this.#free());
    throw new KazasuError('card-mute', `no answer within ${this.#limit} ms`);
  }

  async #free(): Promise<void> {
    await this.#card.disconnect();
    this.#onFree();
  }
}

/** pcscd looks at a slot every 400 ms (PCSCLITE_STATUS_POLL_RATE) where the reader does not tell it. */
const REMOVAL_NOTICE_MS = 600;
