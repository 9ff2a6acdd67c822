import { ERRORS, type ErrorCode } from '../../shared/errors.ts';
import type { Notice } from '../prompt/prompt-state.ts';
import { findCard, withRefusal } from './find-card.ts';
import type { PopupFailure } from './popup-event.ts';
import type { PopupState, PopupView, PopupViewName } from './popup-state.ts';
import { type PopupStep, show, stay } from './popup-step.ts';

/** Where a failure leads: back to where the person can mend it, or to an end that they are told. */
export function afterPopupFailure(state: PopupState, failure: PopupFailure): PopupStep {
  const { view } = state;
  const { mendable, layer } = ERRORS[failure.code];
  if (SETTLED.includes(view.name)) return stay(state);
  if (view.name === 'working' && isOutcomeUnknown(state, failure)) return afterUnknownOutcome(state, failure);
  if (!mendable) return showFailure(state, failure.code);
  if (layer === 'host' || !('reader' in view)) {
    const problem = { name: 'host-problem', code: failure.code } as const;
    return show(state, problem, [{ kind: 'disconnect-host' }], state.notice);
  }
  if (view.name === 'working' && isPinRefusal(failure)) return askForPinAgain(state, view, failure);
  return findCard(withRefusal(state, view.reader, failure.code), NOTICES[failure.code]);
}

/** The card is done with, one way or the other. */
const SETTLED: readonly PopupViewName[] = [
  'changed',
  'preview',
  'filling',
  'filled',
  'failed',
  'page-problem',
];

/** An end that nothing here can change. */
export function showFailure(state: PopupState, code: ErrorCode): PopupStep {
  return show(state, { name: 'failed', code }, [{ kind: 'disconnect-host' }]);
}

/** What is worth a sentence when the card is asked for again. */
const NOTICES: Partial<Record<ErrorCode, Notice>> = {
  'card-removed': 'card-removed',
  'pin-outcome-unknown': 'pin-outcome-unknown',
};

/** The card has what was typed, or has not; its answer was lost, or the host with it. */
function isOutcomeUnknown({ task }: PopupState, { code }: PopupFailure): boolean {
  if (ERRORS[code].layer === 'host') return true;
  return task.kind === 'change-pin' && code === 'pin-outcome-unknown';
}

/**
 * Which of the two PINs holds is nothing that could be read from the card, so the person is told and not asked again.
 * For a form, the tries left, which are read anew, say all.
 */
function afterUnknownOutcome(state: PopupState, { code }: PopupFailure): PopupStep {
  if (state.task.kind === 'change-pin') return showFailure(state, 'pin-outcome-unknown');
  return show(state, { name: 'host-problem', code }, [{ kind: 'disconnect-host' }], 'pin-outcome-unknown');
}

type PinRefusal = PopupFailure & { readonly code: 'wrong-pin' | 'pin-malformed' };

function isPinRefusal(failure: PopupFailure): failure is PinRefusal {
  return failure.code === 'wrong-pin' || failure.code === 'pin-malformed';
}

/** The card is still open. Without the tries left it is opened anew, because nobody types a PIN without seeing them. */
function askForPinAgain(
  state: PopupState,
  view: Extract<PopupView, { name: 'working' }>,
  { code, triesLeft = code === 'pin-malformed' ? view.triesLeft : undefined }: PinRefusal,
): PopupStep {
  if (triesLeft === undefined) return findCard(state, code);
  if (triesLeft === 0) return showFailure(state, 'pin-blocked');
  const { reader } = view;
  return show(state, { name: 'pin-entry', reader, triesLeft, lastTryConfirmed: false }, [], code);
}
