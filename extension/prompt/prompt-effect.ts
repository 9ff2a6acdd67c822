import type { PromptToBridge } from '../../shared/extension-protocol.ts';
import type { CardEffect, Step } from '../card-dialogue/step.ts';
import type { PromptState } from './prompt-state.ts';

/** What the driver is to do; each is one call to the host, the page or the window. */
export type PromptEffect =
  | CardEffect
  | { readonly kind: 'read-certificate' }
  /** Takes in the documents that are to be signed. */
  | { readonly kind: 'receive-documents' }
  /** Makes the signed documents of the card's signatures. */
  | { readonly kind: 'finish-signing'; readonly signatures: readonly string[] }
  | { readonly kind: 'answer-page'; readonly answer: Exclude<PromptToBridge, { kind: 'progress' }> }
  /** After success has been visible for a moment. */
  | { readonly kind: 'close-window-soon' }
  | { readonly kind: 'close-window' };

export type PromptStep = Step<PromptState, PromptEffect>;
