/** For tests of the prompt's machine: its states, and the form of a transition. */
import { expect } from 'vitest';
import type { CardRequest } from '../../shared/page-protocol.ts';
import { A, kinds } from '../card-dialogue/card-dialogue.fixture.ts';
import type { PromptEffect } from './prompt-effect.ts';
import type { PromptEvent } from './prompt-event.ts';
import { advance } from './prompt-machine.ts';
import { initialState, type PromptState, type PromptView } from './prompt-state.ts';

export const RESULT = { token: 'aaa.bbb.ccc' };
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

export interface Transition {
  readonly what: string;
  readonly from: PromptState;
  readonly event: PromptEvent;
  readonly view: PromptView;
  /** None unless given. */
  readonly effects?: readonly PromptEffect['kind'][];
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
