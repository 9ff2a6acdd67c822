/**
 * The Reader port: all that the host knows of readers. The names are PC/SC's (part 5). Adapters: `simulated.ts` in this
 * process; PC/SC next. Every failure is a KazasuError with a code of the layers `reader` or `card`.
 */
import type { Bytes } from '../../shared/bytes.ts';

/** What a reader's slot holds, as PC/SC can tell without asking the card. */
export interface SlotStatus {
  readonly name: string;
  readonly state: 'empty' | 'card' | 'in-use' | 'mute';
}

export interface ReaderSystem {
  /** Whether the cards in it are simulated, which the token and the prompt must say. */
  readonly simulated: boolean;
  /**
   * Calls back with all slots before it resolves, and then on every change until aborted. The same slots twice in a
   * row mean that a card was changed for another. Readers that can no longer be watched are a change to none.
   * @throws `pcsc-unavailable`
   */
  watch(onChange: (slots: readonly SlotStatus[]) => void, signal: AbortSignal): Promise<void>;
  /**
   * Connects to the card in exclusive mode (SCARD_SHARE_EXCLUSIVE) and powers it up.
   * @throws `reader-unavailable`, `card-absent`, `card-in-use`, `card-mute`, `pcsc-unavailable`
   */
  connect(reader: string): Promise<CardConnection>;
}

export interface CardConnection {
  /**
   * One command APDU out, one response APDU with its status word back. Never repeats by itself.
   * @throws `card-removed`, `reader-unavailable`
   */
  transmit(command: Uint8Array): Promise<Bytes>;
  /** Disconnects with SCARD_UNPOWER_CARD. Calling it twice, or after the card has gone, is no error. */
  disconnect(): Promise<void>;
}
