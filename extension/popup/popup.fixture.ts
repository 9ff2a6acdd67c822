/** For tests of the popup's machine: its tasks and states, and the form of a transition. */
import { expect } from 'vitest';
import { A, kinds } from '../card-dialogue/card-dialogue.fixture.ts';
import { aField } from '../form-filler/fields.fixture.ts';
import type { FormDescription } from '../form-filler/form-protocol.ts';
import type { PopupEffect } from './popup-effect.ts';
import type { PopupEvent } from './popup-event.ts';
import { advancePopup } from './popup-machine.ts';
import { type CardAtAGlance, initialPopupState, type PopupState, type PopupView } from './popup-state.ts';
import type { PopupTask } from './popup-task.ts';

export const OVERVIEW = { kind: 'overview' } as const satisfies PopupTask;
export const CHANGE = { kind: 'change-pin', which: 'userAuthentication' } as const satisfies PopupTask;
export const FILL = { kind: 'fill-form', tabId: 7 } as const satisfies PopupTask;

export const CARD: CardAtAGlance = {
  kind: 'individual-number-card',
  triesLeft: { userAuthentication: 3, digitalSignature: 5, cardInfoInput: 3 },
  certificates: { userAuthentication: { state: 'readable' }, digitalSignature: { state: 'protected' } },
  simulated: false,
};
/** Its address is asked for by no field. */
export const FORM: FormDescription = {
  origin: 'https://example.com',
  fields: [aField({ label: '氏名' }), aField({ label: '個人番号' }), aField({ label: '性別' })],
};

/** A state with a card in reader A. */
export function popupAt(task: PopupTask, view: PopupView, more: Partial<PopupState> = {}): PopupState {
  const form = task.kind === 'fill-form' ? FORM : undefined;
  return { ...initialPopupState(task), form, readers: [{ name: A, state: 'card' }], ...more, view };
}

export interface Transition {
  readonly what: string;
  readonly from: PopupState;
  readonly event: PopupEvent;
  readonly view: PopupView;
  /** None unless given. */
  readonly effects?: readonly PopupEffect['kind'][];
  /** None unless given. */
  readonly notice?: PopupState['notice'];
}

export function expectTransition({ from, event, view, effects = [], notice }: Transition): void {
  const step = advancePopup(from, event);
  expect(step.state.view).toEqual(view);
  expect(kinds(step.effects)).toEqual(effects);
  expect(step.state.notice).toBe(notice);
}
