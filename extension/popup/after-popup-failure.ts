import { ERRORS, type ErrorCode } from '../../shared/errors.ts';
import { afterFailure } from '../card-dialogue/after-failure.ts';
import type { Failure } from '../card-dialogue/host-event.ts';
import { showFailure, stay } from '../card-dialogue/step.ts';
import type { PopupStep } from './popup-effect.ts';
import { ENDS, type PopupState, type PopupViewName } from './popup-state.ts';

/**
 * As everywhere, but for a change of which nobody knows whether the card has made it: which of the two PINs holds is
 * nothing that could be read from the card, so the person is told and not asked again.
 */
export function afterPopupFailure(state: PopupState, failure: Failure): PopupStep {
  const { view, task } = state;
  if (SETTLED.includes(view.name)) return stay(state);
  const isChanging = view.name === 'working' && task.kind === 'change-pin';
  return isChanging && isAnswerLost(failure.code)
    ? showFailure(state, 'pin-outcome-unknown')
    : afterFailure(state, failure);
}

/** The card is done with, one way or the other. */
const SETTLED: readonly PopupViewName[] = ['preview', 'filling', ...ENDS];

/** The card's answer was lost, or the host with it. */
function isAnswerLost(code: ErrorCode): boolean {
  return code === 'pin-outcome-unknown' || ERRORS[code].layer === 'host';
}
