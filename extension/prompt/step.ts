import type { PromptToBridge } from '../../shared/extension-protocol.ts';
import type { Notice, PromptState, PromptView } from './prompt-state.ts';

/** What the driver is to do; each is one call to the host, the page or the window. */
export type Effect =
  | { readonly kind: 'connect-host' }
  /** Ends the host, which powers the card down. */
  | { readonly kind: 'disconnect-host' }
  | { readonly kind: 'open-card'; readonly reader: string }
  | { readonly kind: 'read-certificate' }
  /** Calls the host for what the page asks for, with the PIN that came with the submit. */
  | { readonly kind: 'use-pin' }
  | { readonly kind: 'close-card' }
  | { readonly kind: 'answer-page'; readonly answer: Exclude<PromptToBridge, { kind: 'progress' }> }
  /** After success has been visible for a moment. */
  | { readonly kind: 'close-window-soon' }
  | { readonly kind: 'close-window' };

export interface Step {
  readonly state: PromptState;
  readonly effects: readonly Effect[];
}

export function stay(state: PromptState): Step {
  return { state, effects: [] };
}

/** Moves to another view; a notice, and that it is slow, are for one view only. */
export function show(
  state: PromptState,
  view: PromptView,
  effects: readonly Effect[] = [],
  notice?: Notice,
): Step {
  return { state: { ...state, view, notice, slow: false }, effects };
}
