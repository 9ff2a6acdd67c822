/**
 * The popup and its windows as a pure function: a state and an event in, the next state and what is to be done out.
 *
 * Its rules (docs/architecture.md, "Security rules"): `use-pin` comes out only of a person's submit, once for each, with
 * the tries read before; nothing is written into a page that the person has not seen in the preview.
 */
import { ATTRIBUTES } from '../../shared/jpki.ts';
import { afterPopupFailure, showFailure } from './after-popup-failure.ts';
import { approveFill, choosePlannedField, previewOf, reportFill } from './fill-preview.ts';
import { findCard, findCardAgain, isCardIn, withReaders } from './find-card.ts';
import { canFillAnything } from './fillable.ts';
import type { PopupEvent } from './popup-event.ts';
import { initialPopupState, type PopupState, type PopupViewName } from './popup-state.ts';
import { pinOf } from './popup-task.ts';
import { type PopupStep, show, stay } from './popup-step.ts';

/** An event that does not fit the state changes nothing: late answers and double clicks are not errors. */
export function advancePopup(state: PopupState, event: PopupEvent): PopupStep {
  // Each row takes the events of its own type; the table's type says so, TypeScript cannot follow it through the index.
  const handle = HANDLERS[event.type] as (state: PopupState, event: PopupEvent) => PopupStep;
  return handle(state, event);
}

type Handlers = {
  readonly [Type in PopupEvent['type']]: (
    state: PopupState,
    event: Extract<PopupEvent, { type: Type }>,
  ) => PopupStep;
};

const LOOKS_FOR_CARD: readonly PopupViewName[] = [
  'connecting',
  'host-problem',
  'no-reader',
  'waiting-for-card',
  'card-problem',
];

const HANDLERS: Handlers = {
  'form-described': (state, { form }) => {
    if (state.view.name !== 'looking') return stay(state);
    if (!/^https?:/u.test(form.origin)) return show(state, { name: 'page-problem', problem: 'page-closed' });
    return canFillAnything(form.fields)
      ? show({ ...state, form }, { name: 'connecting' }, [{ kind: 'connect-host' }])
      : show(state, { name: 'page-problem', problem: 'no-fields' });
  },

  'page-refused': (state, { problem }) =>
    state.view.name === 'looking' || state.view.name === 'filling'
      ? show(state, { name: 'page-problem', problem })
      : stay(state),

  'host-ready': (state, { version, simulated }) => stay({ ...state, hostVersion: version, simulated }),

  'readers-changed': (state, { readers, problem }) => {
    const next = withReaders(state, readers, problem);
    const { view } = state;
    if (LOOKS_FOR_CARD.includes(view.name)) return findCard(next, state.notice);
    if (view.name === 'card') return isStillShown(next, view.reader) ? stay(next) : findCard(next);
    // While the host has the PIN, its answer says what became of the card.
    const isWaiting = view.name === 'reading' || view.name === 'pin-entry';
    return isWaiting && !isCardIn(readers, view.reader) ? afterRemoval(next) : stay(next);
  },

  inspected: (state, { card }) => {
    if (state.view.name !== 'reading') return stay(state);
    const { reader } = state.view;
    const next = { ...state, simulated: state.simulated || card.simulated };
    const pin = pinOf(state.task);
    if (pin === undefined) return show(next, { name: 'card', reader, card });
    return { state: next, effects: [{ kind: 'open-card', reader, pin }] };
  },

  'card-opened': (state, { triesLeft }) => {
    if (state.view.name !== 'reading') return stay(state);
    if (triesLeft === 0) return showFailure(state, 'pin-blocked');
    const { reader } = state.view;
    return show(state, { name: 'pin-entry', reader, triesLeft, lastTryConfirmed: false }, [], state.notice);
  },

  'attribute-chosen': (state, { attribute, chosen }) =>
    stay({
      ...state,
      chosen: ATTRIBUTES.filter((one) => (one === attribute ? chosen : state.chosen.includes(one))),
    }),

  'last-try-confirmed': (state, { confirmed }) =>
    state.view.name === 'pin-entry'
      ? stay({ ...state, view: { ...state.view, lastTryConfirmed: confirmed } })
      : stay(state),

  'pin-submitted': (state) => {
    const { view, task, chosen } = state;
    if (view.name !== 'pin-entry') return stay(state);
    if (view.triesLeft === 1 && !view.lastTryConfirmed) return stay(state);
    if (task.kind === 'fill-form' && chosen.length === 0) return stay(state);
    const { reader, triesLeft } = view;
    return show(state, { name: 'working', reader, triesLeft }, [{ kind: 'use-pin' }]);
  },

  'pin-changed': (state, { triesLeft }) =>
    state.view.name === 'working'
      ? show(state, { name: 'changed', triesLeft }, [{ kind: 'disconnect-host' }])
      : stay(state),

  'attributes-read': (state, { attributes }) => {
    if (state.view.name !== 'working' || state.form === undefined) return stay(state);
    return show(state, previewOf(state.form, attributes), [{ kind: 'disconnect-host' }]);
  },

  'field-chosen': (state, { field, chosen }) => choosePlannedField(state, field, chosen),

  'fill-approved': approveFill,

  filled: (state, { outcome }) => reportFill(state, outcome),

  failed: afterPopupFailure,

  retry: (state) => {
    if (state.view.name === 'card-problem') return findCardAgain(state);
    if (state.view.name !== 'host-problem') return stay(state);
    const { form, chosen, simulated } = state;
    const afresh = { ...initialPopupState(state.task), form, chosen, simulated };
    // It is still connected when it is the readers that it cannot reach.
    const effects = [{ kind: 'disconnect-host' }, { kind: 'connect-host' }] as const;
    return show(afresh, { name: 'connecting' }, effects, state.notice);
  },

  'time-limit-reached': (state) =>
    UNLIMITED.includes(state.view.name) ? stay(state) : showFailure(state, 'timed-out'),
};

/** Nothing is at stake in these, or an answer is on its way. */
const UNLIMITED: readonly PopupViewName[] = [
  'working',
  'changed',
  'filling',
  'filled',
  'failed',
  'page-problem',
];

/** A card that another program has meanwhile used may have fewer tries left than are shown. */
function isStillShown({ readers }: PopupState, reader: string): boolean {
  return readers.some(({ name, state }) => name === reader && state === 'card');
}

function afterRemoval(state: PopupState): PopupStep {
  const notice = state.readerProblem === undefined && state.view.name === 'pin-entry';
  const step = findCard(state, notice ? 'card-removed' : undefined);
  return { ...step, effects: [{ kind: 'close-card' }, ...step.effects] };
}
