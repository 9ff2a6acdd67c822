/** For tests of the login machine: states and events in few words, and the form of a transition. */
import { expect } from 'vitest';
import type { AttributeValues } from '../../shared/attributes.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { ReaderProblem, ReaderStatus } from '../../shared/host-protocol.ts';
import type { CardRequest } from '../../shared/page-protocol.ts';
import { advance } from './prompt-machine.ts';
import type { PromptEvent } from './prompt-event.ts';
import { initialState, type PinEntry, type PromptState, type PromptView } from './prompt-state.ts';
import type { Effect } from './step.ts';

export const A = 'Reader A';
export const B = 'Reader B';
export const RESULT = { token: 'aaa.bbb.ccc' };
export const WORKING = { name: 'working', reader: A, triesLeft: 3 } as const satisfies PromptView;
export const READING = { name: 'reading', reader: A } as const satisfies PromptView;

/** Everything that the card has. */
export const TARO: AttributeValues = {
  name: '山田　太郎',
  address: '架空県見本市試験町一丁目２番３号',
  birthDate: '1980-01-02',
  sex: 'male',
};
export const ATTRIBUTES_REQUEST = {
  method: 'readAttributes',
  attributes: ['name', 'sex'],
  required: ['name'],
} satisfies CardRequest;
export const LOG_IN = { method: 'authenticate', nonce: 'n'.repeat(32) } as const satisfies CardRequest;

/** A state of a log-in, with a card in reader A. */
export function at(view: PromptView, more: Partial<PromptState> = {}): PromptState {
  return { ...initialState(more.request ?? LOG_IN), readers: [{ name: A, state: 'card' }], ...more, view };
}

export function pinEntry(more: Partial<PinEntry> = {}): PromptView {
  const entry = { reader: A, triesLeft: 3, certificateRead: true, lastTryConfirmed: false };
  return { name: 'pin-entry', ...entry, ...more };
}

/** News of reader A, then B. */
export function readers(...states: readonly ReaderStatus['state'][]): PromptEvent {
  const names = [A, B];
  return {
    type: 'readers-changed',
    readers: states.map((state, index) => ({ name: names[index] ?? '', state })),
  };
}

/** News that no reader can be seen. */
export function unseen(problem: ReaderProblem): PromptEvent {
  return { type: 'readers-changed', readers: [], problem };
}

export function failed(code: ErrorCode, triesLeft?: number): PromptEvent {
  return { type: 'failed', code, triesLeft };
}

export function kinds(effects: readonly Effect[]): string[] {
  return effects.map(({ kind }) => kind);
}

export interface Transition {
  readonly what: string;
  readonly from: PromptState;
  readonly event: PromptEvent;
  readonly view: PromptView;
  /** None unless given. */
  readonly effects?: readonly Effect['kind'][];
  /** None unless given. */
  readonly notice?: PromptState['notice'];
  /** Not unless given. */
  readonly simulated?: boolean;
}

export function expectTransition(transition: Transition): void {
  const { from, event, view, effects = [], notice, simulated = false } = transition;
  const step = advance(from, event);
  expect(step.state.view).toEqual(view);
  expect(kinds(step.effects)).toEqual(effects);
  expect(step.state.notice).toBe(notice);
  expect(step.state.simulated).toBe(simulated);
}
