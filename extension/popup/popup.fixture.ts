/** For tests of the popup's machine: its tasks and states. */
import { A, expectOutcome, type Transition } from '../card-dialogue/card-dialogue.fixture.ts';
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

export type PopupTransition = Transition<PopupState, PopupEvent, PopupEffect>;

export function expectTransition(transition: PopupTransition): void {
  expectOutcome(advancePopup(transition.from, transition.event), transition);
}
