/** For tests of the prompt's machine: its requests and states. */
import type { CardRequest, CardResult } from '../../shared/page-protocol.ts';
import type { ListedDocument } from '../signing/listed-document.ts';
import type { SigningState } from './signing-state.ts';
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

export const SIGN = {
  method: 'sign',
  format: 'cades',
  documents: [
    { name: '申請書.pdf', type: 'application/pdf', size: 3 },
    { name: 'data.bin', type: 'application/octet-stream', size: 5 },
  ],
} satisfies CardRequest;
export const SIGNED: CardResult = { documents: [{ outcome: 'left-out' }], certificate: 'AAAA' };
/** What has arrived of {@link SIGN}: one document that can be shown, and one that cannot. */
export const LISTED: readonly ListedDocument[] = [
  {
    name: '申請書.pdf',
    kind: 'pdf',
    digest: { algorithm: 'SHA-256', hex: 'a'.repeat(64) },
    content: { type: 'application/pdf', size: 3 },
  },
  {
    name: 'data.bin',
    kind: 'unseen',
    digest: { algorithm: 'SHA-256', hex: 'b'.repeat(64) },
    content: { type: 'application/octet-stream', size: 5 },
  },
];

/** A request for signatures, all of whose documents have arrived. */
export function atSigning(
  view: PromptView,
  more: Partial<SigningState> = {},
  request: CardRequest = SIGN,
): PromptState {
  const signing = { documents: LISTED, chosen: new Set([0]), read: new Set<number>(), done: 0, ...more };
  return at(view, { request, signing });
}

/** A state of a log-in, with a card in reader A. */
export function at(view: PromptView, more: Partial<PromptState> = {}): PromptState {
  return { ...initialState(more.request ?? LOG_IN), readers: [{ name: A, state: 'card' }], ...more, view };
}

export type PromptTransition = Transition<PromptState, PromptEvent, PromptEffect>;

export function expectTransition(transition: PromptTransition): void {
  expectOutcome(advance(transition.from, transition.event), transition);
}
