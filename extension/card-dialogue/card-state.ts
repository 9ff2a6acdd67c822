/**
 * What the prompt and the popup's windows have in common: they look for a card, ask for a PIN with its tries left, and
 * use it once. Each adds views of its own, and what becomes of the answer.
 */
import type { ErrorCode } from '../../shared/errors.ts';
import type { ReaderProblem, ReaderStatus } from '../../shared/host-protocol.ts';

export type CardView =
  /** The host is starting, or has not yet said which readers there are. */
  | { readonly name: 'connecting' }
  /** No connection to the host, or from there to the readers; trying again can help. */
  | { readonly name: 'host-problem'; readonly code: ErrorCode }
  | { readonly name: 'no-reader' }
  | { readonly name: 'waiting-for-card' }
  /** A card is there that cannot be used as it is; another card, or waiting, can help. */
  | { readonly name: 'card-problem'; readonly code: ErrorCode }
  /** What the window wants to know of the card is being read: at least the tries left, where a PIN will be asked for. */
  | { readonly name: 'reading'; readonly reader: string }
  | PinEntry
  /** What was typed is with the host, once. */
  | { readonly name: 'working'; readonly reader: string; readonly triesLeft: number }
  /** Nothing that the person could do here helps. */
  | { readonly name: 'failed'; readonly code: ErrorCode };

export interface PinEntry {
  readonly name: 'pin-entry';
  readonly reader: string;
  readonly triesLeft: number;
  /** Read while the person types, where one is needed; no PIN is sent for a certificate that is of no use. */
  readonly certificateRead: boolean;
  /** With one try left the person confirms in words that it is the last. */
  readonly lastTryConfirmed: boolean;
}

/** What has just happened and is worth a sentence beside the view. */
export type Notice = 'wrong-pin' | 'pin-malformed' | 'pin-outcome-unknown' | 'card-removed';

export interface CardState {
  readonly view: AnyView;
  readonly notice: Notice | undefined;
  /** The host's cards or this card is simulated, which is said loudly. */
  readonly simulated: boolean;
  readonly readers: readonly ReaderStatus[];
  /** Why there are none. */
  readonly readerProblem: ReaderProblem | undefined;
  /** Readers whose card could not be used, and why, until that card is taken away. */
  readonly refused: ReadonlyMap<string, ErrorCode>;
}

/** As much of a {@link CardView}, or of a view of the window's own, as all of them can be asked for. */
interface AnyView {
  readonly name: string;
  /** Where the card is that the view is about. */
  readonly reader?: string;
  readonly triesLeft?: number;
}

/** Before anything is known of the readers. */
export const NO_READERS = {
  readers: [],
  readerProblem: undefined,
  refused: new Map(),
} as const satisfies Partial<CardState>;

export const INITIAL_CARD_STATE = {
  notice: undefined,
  simulated: false,
  ...NO_READERS,
} as const satisfies Omit<CardState, 'view'>;
