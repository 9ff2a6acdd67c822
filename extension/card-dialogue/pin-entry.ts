/** The PIN, from the tries left to the submit (docs/architecture.md, "Security rules", 7). */
import type { CardState, Notice, PinEntry } from './card-state.ts';
import { type CardEffect, show, showFailure, stay, type Step } from './step.ts';

/** Asks for it, with the tries that have been read and nothing confirmed; a locked one is not asked for. */
export function askForPin<State extends CardState>(
  state: State,
  { reader, triesLeft, certificateRead = true }: Pick<PinEntry, 'reader' | 'triesLeft'> & Partial<PinEntry>,
  notice?: Notice,
): Step<State, CardEffect> {
  if (triesLeft === 0) return showFailure(state, 'pin-blocked');
  const entry = { name: 'pin-entry', reader, triesLeft, certificateRead, lastTryConfirmed: false } as const;
  return show(state, entry, [], notice);
}

/** What the person has submitted goes to the host: the only way to `use-pin`, and it leaves the entry behind. */
export function sendPin<State extends CardState>(state: State, entry: PinEntry): Step<State, CardEffect> {
  const { reader, triesLeft, certificateRead, lastTryConfirmed } = entry;
  if (!certificateRead || (triesLeft === 1 && !lastTryConfirmed)) return stay(state);
  return show(state, { name: 'working', reader, triesLeft }, [{ kind: 'use-pin' }]);
}
