import { ERRORS, type ErrorCode } from '../../shared/errors.ts';
import { chooseCard, reopenCard, withRefusal } from './choose-card.ts';
import type { Failure } from './prompt-event.ts';
import type { Notice, PromptState, PromptView, ViewName } from './prompt-state.ts';
import { show, stay, type Step } from './step.ts';

/** Where a failure leads: back to where the person can mend it, or to an end that they are told. */
export function afterFailure(state: PromptState, failure: Failure): Step {
  const { view } = state;
  const { mendable, layer } = ERRORS[failure.code];
  if (SETTLED.includes(view.name)) return stay(state);
  if (!mendable) return showFailure(state, failure.code);
  if (layer === 'host' || !('reader' in view)) return showHostProblem(state, failure.code);
  if (view.name === 'working' && isPinRefusal(failure)) return askForPinAgain(state, view, failure);
  if (failure.code === 'card-not-open') return reopenCard(state, view.reader);
  return chooseCard(withRefusal(state, view.reader, failure.code), NOTICES[failure.code]);
}

/** The card is done with, one way or the other. */
const SETTLED: readonly ViewName[] = ['review', 'done', 'failed', 'closed'];

/** An end that nothing in the prompt can change. */
export function showFailure(state: PromptState, code: ErrorCode): Step {
  return show(state, { name: 'failed', code }, [{ kind: 'disconnect-host' }]);
}

/** What is worth a sentence when the card is asked for again. */
const NOTICES: Partial<Record<ErrorCode, Notice>> = {
  'card-removed': 'card-removed',
  'pin-outcome-unknown': 'pin-outcome-unknown',
};

function showHostProblem(state: PromptState, code: ErrorCode): Step {
  // The host went while it had the PIN: the card may have counted a try, which the next card-opened will show.
  const notice = state.view.name === 'working' ? 'pin-outcome-unknown' : state.notice;
  return show(state, { name: 'host-problem', code }, [{ kind: 'disconnect-host' }], notice);
}

type PinRefusal = Failure & { readonly code: 'wrong-pin' | 'pin-malformed' };

function isPinRefusal(failure: Failure): failure is PinRefusal {
  return failure.code === 'wrong-pin' || failure.code === 'pin-malformed';
}

/** The card is still open. Without the tries left it is opened anew, because nobody types a PIN without seeing them. */
function askForPinAgain(
  state: PromptState,
  view: Extract<PromptView, { name: 'working' }>,
  { code, triesLeft = code === 'pin-malformed' ? view.triesLeft : undefined }: PinRefusal,
): Step {
  if (triesLeft === undefined) return chooseCard(state, code);
  if (triesLeft === 0) return showFailure(state, 'pin-blocked');
  const { reader } = view;
  return show(
    state,
    { name: 'pin-entry', reader, triesLeft, certificateRead: true, lastTryConfirmed: false },
    [],
    code,
  );
}
