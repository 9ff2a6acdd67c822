import { type ErrorCode, errorCodeOf, KazasuError } from '../../shared/errors.ts';
import type { PinKind } from '../../shared/jpki.ts';
import type { SlotStatus } from '../readers/reader.ts';

/** What only a command line can meet; everything else has its code in shared/errors.ts. */
export const COMMAND_ERROR_CODES = [
  'no-terminal',
  'pin-missing',
  'last-try',
  'no-reader',
  'reader-unknown',
  'several-cards',
  'file-unwritable',
] as const;
export type CardErrorCode = ErrorCode | (typeof COMMAND_ERROR_CODES)[number];

export interface CardErrorDetail {
  /** The PIN in question. */
  readonly pin?: PinKind;
  readonly triesLeft?: number;
  /** Of `pin-blocked`: it was this try that the card locked the PIN with. */
  readonly lockedNow?: true;
  /** Of `pin-malformed`: which of the two. */
  readonly which?: 'present' | 'new';
  /** The readers among which none could be chosen. */
  readonly readers?: readonly Pick<SlotStatus, 'name' | 'state'>[];
}

/** Why `kazasu card` could not do what it was asked. It never leaves this process but as code and detail. */
export class CardCommandError extends Error {
  readonly code: CardErrorCode;
  readonly detail: CardErrorDetail;

  constructor(code: CardErrorCode, detail: CardErrorDetail = {}, options: ErrorOptions = {}) {
    super(code, options);
    this.name = 'CardCommandError';
    this.code = code;
    this.detail = detail;
  }
}

/** Whatever was thrown; what is not ours is `internal`. */
export function asCardCommandError(thrown: unknown): CardCommandError {
  if (thrown instanceof CardCommandError) return thrown;
  const detail = thrown instanceof KazasuError ? thrown.detail : {};
  return new CardCommandError(errorCodeOf(thrown), detail, { cause: thrown });
}

/**
 * Does work that asks the card for a PIN, so that an error says which, and whether it was now that it was locked: a
 * PIN that is locked already is not asked for, and is refused by pin-entry.ts instead of the card.
 */
export async function aboutPin<T>(pin: PinKind, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, detail } = asCardCommandError(error);
    const fromCard = !(error instanceof CardCommandError);
    const about = {
      ...(ABOUT_PIN.has(code) && { pin }),
      ...detail,
      ...(code === 'pin-blocked' && fromCard && { lockedNow: true as const }),
    };
    throw new CardCommandError(code, about, { cause: error });
  }
}

const ABOUT_PIN: ReadonlySet<CardErrorCode> = new Set<CardErrorCode>([
  'wrong-pin',
  'pin-blocked',
  'pin-malformed',
  'pin-outcome-unknown',
  'pin-missing',
  'last-try',
]);
