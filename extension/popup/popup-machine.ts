/**
 * The popup and its windows as a pure function: a state and an event in, the next state and what is to be done out.
 *
 * Its rules (docs/architecture.md, "Security rules"): `use-pin` comes out only of a person's submit, once for each, with
 * the tries read before; nothing is written into a page that the person has not seen in the preview.
 */
import { ATTRIBUTES } from '../../shared/jpki.ts';
import {
  chooseCard,
  followReaders,
  isRepeated,
  tryAgain,
  withReaders,
} from '../card-dialogue/card-search.ts';
import { askForPin, sendPin } from '../card-dialogue/pin-entry.ts';
import { show, showFailure, stay } from '../card-dialogue/step.ts';
import { type Transitions, transit } from '../card-dialogue/transitions.ts';
import { afterPopupFailure } from './after-popup-failure.ts';
import { approveFill, choosePlannedField, previewOf, reportFill } from './fill-preview.ts';
import { canFillAnything } from './fillable.ts';
import type { PopupEffect, PopupStep } from './popup-effect.ts';
import type { PopupEvent } from './popup-event.ts';
import { ENDS, type PopupState, type PopupViewName } from './popup-state.ts';
import { pinOf } from './popup-task.ts';

export function advancePopup(state: PopupState, event: PopupEvent): PopupStep {
  return transit(TRANSITIONS, state, event);
}

const TRANSITIONS: Transitions<PopupState, PopupEvent, PopupEffect> = {
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

  'readers-changed': (state, news) => {
    if (state.view.name !== 'card') return followReaders(state, news);
    const next = withReaders(state, news);
    const isSameCard = isStillShown(next, state.view.reader) && !isRepeated(state, news);
    return isSameCard ? stay(next) : chooseCard(next);
  },

  inspected: (state, { card }) => {
    if (state.view.name !== 'reading') return stay(state);
    const { reader } = state.view;
    const next = { ...state, simulated: state.simulated || card.simulated };
    const pin = pinOf(state.task);
    if (pin === undefined) return show(next, { name: 'card', reader, card });
    return { state: next, effects: [{ kind: 'open-card', reader, pin }] };
  },

  'card-opened': (state, { triesLeft }) =>
    state.view.name === 'reading' && pinOf(state.task) !== undefined
      ? askForPin(state, { reader: state.view.reader, triesLeft }, state.notice)
      : stay(state),

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
    const isNothingChosen = state.task.kind === 'fill-form' && state.chosen.length === 0;
    return state.view.name === 'pin-entry' && !isNothingChosen ? sendPin(state, state.view) : stay(state);
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

  retry: tryAgain,

  'time-limit-reached': (state) =>
    UNLIMITED.includes(state.view.name) ? stay(state) : showFailure(state, 'timed-out'),
};

/** Nothing is at stake in these, or an answer is on its way. */
const UNLIMITED: readonly PopupViewName[] = ['working', 'filling', ...ENDS];

/** A card that another program has meanwhile used may have fewer tries left than are shown. */
function isStillShown({ readers }: PopupState, reader: string): boolean {
  return readers.some(({ name, state }) => name === reader && state === 'card');
}
