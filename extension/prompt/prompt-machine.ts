/**
 * The transaction as a pure function: a state and an event in, the next state and what is to be done out.
 *
 * Its rules (docs/architecture.md, "Security rules"): `use-pin` comes out only of a person's submit, once for each, with
 * the tries read before and the certificate found usable; attributes go to the page only when the person has seen them;
 * the page is answered once.
 */
import { ERRORS, type PageErrorCode } from '../../shared/errors.ts';
import type { CardResult } from '../../shared/page-protocol.ts';
import { afterFailure, showFailure } from './after-failure.ts';
import { chooseCard, chooseCardAgain, isCardIn, withReaders } from './choose-card.ts';
import type { PromptEvent } from './prompt-event.ts';
import { chosenValues, withChoice } from './attribute-choice.ts';
import { initialState, type PromptState, TAKES_TIME, type ViewName } from './prompt-state.ts';
import { TASKS } from './task.ts';
import { show, stay, type Step } from './step.ts';

/** An event that does not fit the state changes nothing: late answers and double clicks are not errors. */
export function advance(state: PromptState, event: PromptEvent): Step {
  // Each row takes the events of its own type; the table's type says so, TypeScript cannot follow it through the index.
  const handle = HANDLERS[event.type] as (state: PromptState, event: PromptEvent) => Step;
  return handle(state, event);
}

type Handlers = {
  readonly [Type in PromptEvent['type']]: (
    state: PromptState,
    event: Extract<PromptEvent, { type: Type }>,
  ) => Step;
};

const LOOKS_FOR_CARD: readonly ViewName[] = [
  'connecting',
  'host-problem',
  'no-reader',
  'waiting-for-card',
  'card-problem',
];

const HANDLERS: Handlers = {
  'host-ready': (state, { simulated }) => stay({ ...state, simulated }),

  'readers-changed': (state, { readers, problem }) => {
    const next = withReaders(state, readers, problem);
    const { view } = state;
    if (LOOKS_FOR_CARD.includes(view.name)) return chooseCard(next, state.notice);
    // While the host has the PIN, its answer says what became of the card.
    const isWaiting = view.name === 'reading' || view.name === 'pin-entry';
    return isWaiting && !isCardIn(readers, view.reader) ? afterRemoval(next) : stay(next);
  },

  'card-opened': (state, { triesLeft }) => {
    if (state.view.name !== 'reading') return stay(state);
    if (triesLeft === 0) return showFailure(state, 'pin-blocked');
    const { reader } = state.view;
    const { needsCertificate } = TASKS[state.request.method];
    return show(
      state,
      { name: 'pin-entry', reader, triesLeft, certificateRead: !needsCertificate, lastTryConfirmed: false },
      needsCertificate ? [{ kind: 'read-certificate' }] : [],
      state.notice,
    );
  },

  'certificate-read': (state, { problem, simulated }) => {
    if (state.view.name !== 'pin-entry') return stay(state);
    const next = { ...state, simulated: state.simulated || simulated };
    if (problem !== undefined) return showFailure(next, problem);
    return stay({ ...next, view: { ...state.view, certificateRead: true } });
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
    const { view } = state;
    if (view.name !== 'pin-entry' || !view.certificateRead) return stay(state);
    if (view.triesLeft === 1 && !view.lastTryConfirmed) return stay(state);
    if (state.request.method === 'readAttributes' && state.chosen.length === 0) return stay(state);
    const { reader, triesLeft } = view;
    return show(state, { name: 'working', reader, triesLeft }, [{ kind: 'use-pin' }]);
  },

  answered: (state, { result }) => {
    if (state.view.name !== 'working') return stay(state);
    if ('token' in result) return answerPage(state, result);
    const attributes = chosenValues(result.attributes, state.chosen);
    return show(state, { name: 'review', attributes }, [{ kind: 'disconnect-host' }]);
  },

  approved: (state) =>
    state.view.name === 'review' ? answerPage(state, { attributes: state.view.attributes }) : stay(state),

  failed: afterFailure,

  retry: (state) => {
    if (state.view.name === 'card-problem') return chooseCardAgain(state);
    if (state.view.name !== 'host-problem') return stay(state);
    const afresh = { ...initialState(state.request), chosen: state.chosen, simulated: state.simulated };
    // It is still connected when it is the readers that it cannot reach.
    const effects = [{ kind: 'disconnect-host' }, { kind: 'connect-host' }] as const;
    return show(afresh, { name: 'connecting' }, effects, state.notice);
  },

  cancelled: (state) => giveUp(state, 'user-cancelled'),

  'time-limit-reached': (state) => (state.view.name === 'working' ? stay(state) : giveUp(state, 'timed-out')),

  'view-stays': (state) => stay({ ...state, slow: TAKES_TIME.includes(state.view.name) }),

  'page-gone': (state) =>
    isAnswered(state)
      ? stay(state)
      : show(state, { name: 'closed' }, [{ kind: 'disconnect-host' }, { kind: 'close-window' }]),

  'success-shown': (state) =>
    state.view.name === 'done' ? show(state, { name: 'closed' }, [{ kind: 'close-window' }]) : stay(state),
};

function answerPage(state: PromptState, result: CardResult): Step {
  return show(state, { name: 'done' }, [
    { kind: 'answer-page', answer: { kind: 'result', result } },
    { kind: 'disconnect-host' },
    { kind: 'close-window-soon' },
  ]);
}

function afterRemoval(state: PromptState): Step {
  const step = chooseCard(state, state.readerProblem === undefined ? 'card-removed' : undefined);
  return { ...step, effects: [{ kind: 'close-card' }, ...step.effects] };
}

/** Ends the prompt without a result. A problem that is on display is the reason, else the one given. */
function giveUp(state: PromptState, reason: PageErrorCode): Step {
  if (isAnswered(state)) return stay(state);
  const code = 'code' in state.view ? ERRORS[state.view.code].page : reason;
  return show(state, { name: 'closed' }, [
    { kind: 'answer-page', answer: { kind: 'error', code } },
    { kind: 'disconnect-host' },
    { kind: 'close-window' },
  ]);
}

function isAnswered({ view }: PromptState): boolean {
  return view.name === 'done' || view.name === 'closed';
}
