/** Exit statuses of `kazasu card`, which scripts rely on. docs/command-line.md, "Exit status". */
import { EXIT } from '../command-line.ts';
import type { CardErrorCode } from './card-command-error.ts';

export const CARD_EXIT = {
  ...EXIT,
  /** No PC/SC, reader or card, or not clear which. */
  noCard: 3,
  wrongPin: 4,
  pinBlocked: 5,
  /** Another program has the card: worth another try. */
  cardInUse: 6,
  /** Another kind of card, or one without what was asked for. */
  cardUnsuitable: 7,
  /** Whether a try was counted is not known: not to be repeated without looking. */
  pinOutcomeUnknown: 8,
  /** One try is left, and nobody has said that it may be used. */
  lastTry: 9,
} as const;

/** @param interrupted the status for that, unless there is more to say: what became of a PIN that was sent */
export function exitStatusOf(code: CardErrorCode, interrupted?: number): number {
  const status: Partial<Record<CardErrorCode, number>> = STATUS;
  const own = status[code] ?? CARD_EXIT.failed;
  return PIN_WAS_SENT.has(own) ? own : (interrupted ?? own);
}

const PIN_WAS_SENT: ReadonlySet<number> = new Set([
  CARD_EXIT.wrongPin,
  CARD_EXIT.pinBlocked,
  CARD_EXIT.pinOutcomeUnknown,
]);

/** A signal ends a program with 128 and its number, as a shell says it. */
export const SIGNAL_EXIT = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

const STATUS = {
  'pin-malformed': CARD_EXIT.usage,
  'no-terminal': CARD_EXIT.usage,
  'pin-missing': CARD_EXIT.usage,
  'pcsc-not-installed': CARD_EXIT.noCard,
  'pcsc-unavailable': CARD_EXIT.noCard,
  'no-reader': CARD_EXIT.noCard,
  'reader-unknown': CARD_EXIT.noCard,
  'reader-unavailable': CARD_EXIT.noCard,
  'several-cards': CARD_EXIT.noCard,
  'card-absent': CARD_EXIT.noCard,
  'card-removed': CARD_EXIT.noCard,
  'card-mute': CARD_EXIT.noCard,
  'wrong-pin': CARD_EXIT.wrongPin,
  'pin-blocked': CARD_EXIT.pinBlocked,
  'card-in-use': CARD_EXIT.cardInUse,
  'card-unsupported': CARD_EXIT.cardUnsuitable,
  'smartphone-unsupported': CARD_EXIT.cardUnsuitable,
  'certificate-missing': CARD_EXIT.cardUnsuitable,
  'pin-outcome-unknown': CARD_EXIT.pinOutcomeUnknown,
  'last-try': CARD_EXIT.lastTry,
} as const satisfies Partial<Record<CardErrorCode, number>>;
