import { ERRORS, type ErrorCode } from '../../shared/errors.ts';
import { chooseCard, reopenCard, withRefusal } from './card-search.ts';
import type { CardState, Notice } from './card-state.ts';
import type { Failure } from './host-event.ts';
import { askForPin } from './pin-entry.ts';
import { type CardEffect, show, showFailure, type Step } from './step.ts';

/** Where a failure leads: back to where the person can mend it, or to an end that they are told. */
export function afterFailure<State extends CardState>(
  state: State,
  failure: Failure,
): Step<State, CardEffect> {
  const { name, reader } = state.view;
  const { mendable, layer } = ERRORS[failure.code];
  if (!mendable) return showFailure(state, failure.code);
  if (layer === 'host' || reader === undefined) return showHostProblem(state, failure.code);
  if (name === 'working' && isPinRefusal(failure)) return askForPinAgain(state, reader, failure);
  if (failure.code === 'card-not-open') return reopenCard(state, reader);
  return chooseCard(withRefusal(state, reader, failure.code), NOTICES[failure.code]);
}

/** What is worth a sentence when the card is asked for again. */
const NOTICES: Partial<Record<ErrorCode, Notice>> = {
  'card-removed': 'card-removed',
  'pin-outcome-unknown': 'pin-outcome-unknown',
};

function showHostProblem<State extends CardState>(state: State, code: ErrorCode): Step<State, CardEffect> {
  // The host went while it had the PIN: the card may have counted a try, which the next card-opened will show.
  const notice = state.view.name === 'working' ? 'pin-outcome-unknown' : state.notice;
  return show(state, { name: 'host-problem', code }, [{ kind: 'disconnect-host' }], notice);
}

type PinRefusal = Failure & { readonly code: 'wrong-pin' | 'pin-malformed' };

function isPinRefusal(failure: Failure): failure is PinRefusal {
  return failure.code === 'wrong-pin' || failure.code === 'pin-malformed';
}

/** The card is still open. Without the tries left it is read anew, because nobody types a PIN without seeing them. */
function askForPinAgain<State extends CardState>(
  state: State,
  reader: string,
  { code, triesLeft = code === 'pin-malformed' ? state.view.triesLeft : undefined }: PinRefusal,
): Step<State, CardEffect> {
  if (triesLeft === undefined) return chooseCard(state, code);
  return askForPin(state, { reader, triesLeft }, code);
}
