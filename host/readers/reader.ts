/**
 * The Reader port: all that the host knows of readers. The names are PC/SC's (part 5). Adapters: `simulated.ts` in this
 * process, `pcsc.ts` over pcsclite. Every failure is a KazasuError with a code of the layers `reader` or `card`.
 */
import type { Bytes } from '../../shared/bytes.ts';
import type { ReaderProblem } from '../../shared/host-protocol.ts';

/** What a reader's slot holds, as can be told without asking the card. */
export interface SlotStatus {
  readonly name: string;
  /** `in-use`: held by another program. A card that this process holds is a `card`. */
  readonly state: 'empty' | 'card' | 'in-use' | 'mute';
  /** Differs from one card put in to the next, and is of no use otherwise. */
  readonly insertion: string;
}

export interface ReaderView {
  /** All slots, in the order of PC/SC. */
  readonly slots: readonly SlotStatus[];
  /** Why none can be seen. */
  readonly problem?: ReaderProblem;
}

export interface ReaderSystem {
  /** Whether the cards in it are simulated, which the token and the prompt must say. */
  readonly simulated: boolean;
  /**
   * Calls back before it resolves, and then on every change until aborted. Readers that can no longer be watched are
   * a change too, and so is their return.
   */
  watch(onChange: (view: ReaderView) => void, signal: AbortSignal): Promise<void>;
  /**
   * Connects to the card in exclusive mode (SCARD_SHARE_EXCLUSIVE) and powers it up.
   * @throws `reader-unavailable`, `card-absent`, `card-in-use`, `card-mute`, `transmission-failed`, `pcsc-unavailable`,
   *   `pcsc-not-installed`
   */
  connect(reader: string): Promise<CardConnection>;
}

export interface CardConnection {
  /**
   * One command APDU out, one response APDU with its status word back. Never repeats by itself.
   * @throws `card-removed`, `reader-unavailable`, `pcsc-unavailable`; `card-mute` when the time limit is over;
   *   `transmission-failed` when the reader could not carry the command or its answer
   */
  transmit(command: Uint8Array): Promise<Bytes>;
  /** Disconnects with SCARD_UNPOWER_CARD. Calling it twice, or after the card has gone, is no error. */
  disconnect(): Promise<void>;
}
