/**
 * The transaction as a pure function: a state and an event in, the next state and what is to be done out.
 *
 * Its rules (docs/architecture.md, "Security rules"): `use-pin` comes out only of a person's submit, once for each, with
 * the tries read before and the certificate found usable; attributes go to the page only when the person has seen them;
 * the page is answered once.
 */
import { type ErrorCode, ERRORS, type PageErrorCode } from '../../shared/errors.ts';
import type { CardResult } from '../../shared/page-protocol.ts';
import { afterFailure } from '../card-dialogue/after-failure.ts';
import { followReaders, tryAgain } from '../card-dialogue/card-search.ts';
import { askForPin, sendPin } from '../card-dialogue/pin-entry.ts';
import { show, showFailure, stay } from '../card-dialogue/step.ts';
import { type Transitions, transit } from '../card-dialogue/transitions.ts';
import { chosenValues, withChoice } from './attribute-choice.ts';
import type { PromptEffect, PromptStep } from './prompt-effect.ts';
import type { PromptEvent } from './prompt-event.ts';
import { type PromptState, TAKES_TIME, type ViewName } from './prompt-state.ts';
import { withoutProgress } from './signing-state.ts';
import { SIGNING_TRANSITIONS } from './signing-transitions.ts';
import { TASKS } from './task.ts';

export function advance(state: PromptState, event: PromptEvent): PromptStep {
  const step = transit(TRANSITIONS, state, event);
  // That a view is slow is over with the view.
  return step.state.view === state.view ? step : { ...step, state: { ...step.state, slow: false } };
}

const TRANSITIONS: Transitions<PromptState, PromptEvent, PromptEffect> = {
  'host-ready': (state, { simulated }) => stay({ ...state, simulated }),

  'readers-changed': followReaders,

  'card-opened': (state, { triesLeft }) => {
    if (state.view.name !== 'reading') return stay(state);
    const { reader } = state.view;
    const { needsCertificate } = TASKS[state.request.method];
    const step = askForPin(state, { reader, triesLeft, certificateRead: !needsCertificate }, state.notice);
    return needsCertificate && triesLeft > 0 ? { ...step, effects: [{ kind: 'read-certificate' }] } : step;
  },

  'certificate-read': (state, { problem, simulated }) => {
    const { view } = state;
    // The signature certificate stands behind its password.
    if (view.name !== 'pin-entry' && !(view.name === 'working' && state.signing)) return stay(state);
    const next = { ...state, simulated: state.simulated || simulated };
    if (problem !== undefined) return showFailure(next, problem);
    return stay({ ...next, view: view.name === 'pin-entry' ? { ...view, certificateRead: true } : view });
  },

  'last-try-confirmed': (state, { confirmed }) =>
    state.view.name === 'pin-entry'
      ? stay({ ...state, view: { ...state.view, lastTryConfirmed: confirmed } })
      : stay(state),

  'attribute-chosen': (state, { attribute, chosen }) =>
    state.view.name === 'pin-entry'
      ? stay({ ...state, chosen: withChoice(state.request, state.chosen, attribute, chosen) })
      : stay(state),

  'pin-submitted': (state) => {
    const isNothingChosen = state.request.method === 'readAttributes' && state.chosen.length === 0;
    return state.view.name === 'pin-entry' && !isNothingChosen
      ? sendPin(withoutProgress(state), state.view)
      : stay(state);
  },

  ...SIGNING_TRANSITIONS,

  answered: (state, { result }) => {
    // Signatures are not the result: that is what is made of them.
    if (state.view.name !== (state.signing ? 'finishing' : 'working')) return stay(state);
    if (!('attributes' in result)) return answerPage(state, result);
    const attributes = chosenValues(result.attributes, state.chosen);
    return show(state, { name: 'review', attributes }, [{ kind: 'disconnect-host' }]);
  },

  approved: (state) =>
    state.view.name === 'review' ? answerPage(state, { attributes: state.view.attributes }) : stay(state),

  failed: (state, failure) => {
    if (SETTLED.includes(state.view.name)) return stay(state);
    // Nothing that the card, or another try at it, could mend.
    return WITHOUT_CARD.includes(state.view.name)
      ? showFailure(state, failure.code)
      : afterFailure(state, failure);
  },

  retry: tryAgain,

  cancelled: (state) => giveUp(state, 'user-cancelled'),

  escaped: (state) =>
    state.view.name === 'document' || state.view.name === 'consent'
      ? show(state, { name: 'documents' })
      : giveUp(state, 'user-cancelled'),

  'time-limit-reached': (state) => {
    if (state.view.name === 'working' || state.answered) return stay(state);
    return 'code' in state.view ? leaveOnDisplay(state, state.view.code) : giveUp(state, 'timed-out');
  },

  'view-stays': (state) => stay({ ...state, slow: TAKES_TIME.includes(state.view.name) }),

  'page-gone': (state) =>
    state.answered || isOver(state)
      ? stay(state)
      : show(state, { name: 'closed' }, [{ kind: 'disconnect-host' }, { kind: 'close-window' }]),

  'success-shown': (state) =>
    state.view.name === 'done' ? show(state, { name: 'closed' }, [{ kind: 'close-window' }]) : stay(state),
};

/** The card is done with, one way or the other, or not yet looked for: there is nothing that could fail. */
const SETTLED: readonly ViewName[] = [
  'documents',
  'document',
  'consent',
  'review',
  'done',
  'failed',
  'closed',
];
const WITHOUT_CARD: readonly ViewName[] = ['receiving', 'finishing'];

function answerPage(state: PromptState, result: CardResult): PromptStep {
  return show({ ...state, answered: true }, { name: 'done' }, [
    { kind: 'answer-page', answer: { kind: 'result', result } },
    { kind: 'disconnect-host' },
    { kind: 'close-window-soon' },
  ]);
}

/** A failure never closes by itself, because somebody may still be reading what to do; the page need not wait for that. */
function leaveOnDisplay(state: PromptState, code: ErrorCode): PromptStep {
  return show({ ...state, answered: true }, { name: 'failed', code }, [
    answerWith(ERRORS[code].page, state),
    { kind: 'disconnect-host' },
  ]);
}

/** Ends the prompt without a result. A problem that is on display is the reason, else the one given. */
function giveUp(state: PromptState, reason: PageErrorCode): PromptStep {
  if (isOver(state)) return stay(state);
  const code = 'code' in state.view ? ERRORS[state.view.code].page : reason;
  return show({ ...state, answered: true }, { name: 'closed' }, [
    ...(state.answered ? [] : [answerWith(code, state)]),
    { kind: 'disconnect-host' },
    { kind: 'close-window' },
  ]);
}

function answerWith(code: PageErrorCode, { signing }: PromptState): PromptEffect {
  const refused = code === 'document-refused' ? signing?.refused : undefined;
  return { kind: 'answer-page', answer: { kind: 'error', code, ...(refused && { refused }) } };
}

function isOver({ view }: PromptState): boolean {
  return view.name === 'done' || view.name === 'closed';
}
