/** For tests of the popup's machine: states and events in few words. */
import type { AttributeValues } from '../../shared/attributes.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { ReaderStatus } from '../../shared/host-protocol.ts';
import { aField } from '../form-filler/fields.fixture.ts';
import type { FormDescription } from '../form-filler/form-protocol.ts';
import type { PopupEvent } from './popup-event.ts';
import { type CardAtAGlance, initialPopupState, type PopupState, type PopupView } from './popup-state.ts';
import type { PopupTask } from './popup-task.ts';

export const A = 'Reader A';
export const OVERVIEW = { kind: 'overview' } as const satisfies PopupTask;
export const CHANGE = { kind: 'change-pin', which: 'userAuthentication' } as const satisfies PopupTask;
export const FILL = { kind: 'fill-form', tabId: 7 } as const satisfies PopupTask;

export const TARO: AttributeValues = { name: '山田　太郎', birthDate: '1980-01-02', sex: 'male' };
export const CARD: CardAtAGlance = {
  kind: 'individual-number-card',
  triesLeft: { userAuthentication: 3, digitalSignature: 5, cardInfoInput: 3 },
  certificates: { userAuthentication: { state: 'readable' }, digitalSignature: { state: 'protected' } },
  simulated: false,
};
export const FORM: FormDescription = {
  origin: 'https://example.com',
  fields: [aField({ label: '氏名' }), aField({ label: '個人番号' }), aField({ label: '性別' })],
};

/** A state with a card in reader A. */
export function popupAt(task: PopupTask, view: PopupView, more: Partial<PopupState> = {}): PopupState {
  const form = task.kind === 'fill-form' ? FORM : undefined;
  return { ...initialPopupState(task), form, readers: [{ name: A, state: 'card' }], ...more, view };
}

export function entry(triesLeft = 3, lastTryConfirmed = false): PopupView {
  return { name: 'pin-entry', reader: A, triesLeft, lastTryConfirmed };
}

export const READING: PopupView = { name: 'reading', reader: A };
export const WORKING: PopupView = { name: 'working', reader: A, triesLeft: 3 };

/** News of reader A. */
export function reader(state: ReaderStatus['state']): PopupEvent {
  return { type: 'readers-changed', readers: [{ name: A, state }] };
}

export function failure(code: ErrorCode, triesLeft?: number): PopupEvent {
  return { type: 'failed', code, triesLeft };
}
