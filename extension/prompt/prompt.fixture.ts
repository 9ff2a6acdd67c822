/** For tests of the prompt's machine: its requests and states. */
import type { CardRequest } from '../../shared/page-protocol.ts';
import { A, expectOutcome, type Transition } from '../card-dialogue/card-dialogue.fixture.ts';
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

export type PromptTransition = Transition<PromptState, PromptEvent, PromptEffect>;

export function expectTransition(transition: PromptTransition): void {
  expectOutcome(advance(transition.from, transition.event), transition);
}
