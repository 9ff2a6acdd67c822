/**
 * The states of a prompt, from the connection to the host to the answer to the page. A plain description: who moves
 * between them stands in prompt-machine.ts, what they look like in extension/ui.
 */
import type { AttributeValues } from '../../shared/attributes.ts';
import type { ProgressStep } from '../../shared/extension-protocol.ts';
import type { Attribute } from '../../shared/jpki.ts';
import type { CardRequest } from '../../shared/page-protocol.ts';
import { type CardState, type CardView, INITIAL_CARD_STATE } from '../card-dialogue/card-state.ts';
import { firstChoice } from './attribute-choice.ts';

export type PromptView =
  | CardView
  /** The person looks at what would be sent. The card is done with. */
  | { readonly name: 'review'; readonly attributes: AttributeValues }
  | { readonly name: 'done' }
  /** The page has been answered, or has gone. */
  | { readonly name: 'closed' };

export type ViewName = PromptView['name'];

/** While the card works, which can be slow. */
export const TAKES_TIME: readonly ViewName[] = ['reading', 'working'];

export interface PromptState extends CardState {
  /** What the page asks for. */
  readonly request: CardRequest;
  /** The attributes that the person gives, where the page asks for some. */
  readonly chosen: readonly Attribute[];
  readonly view: PromptView;
  /** The page has its answer; a failure may stay on display after that. */
  readonly answered: boolean;
  /** The card is taking longer than people expect. */
  readonly slow: boolean;
}

export function initialState(request: CardRequest): PromptState {
  return {
    ...INITIAL_CARD_STATE,
    request,
    chosen: firstChoice(request),
    view: { name: 'connecting' },
    answered: false,
    slow: false,
  };
}

/** What the prompt sheet in the page shows for each view; a closed one has nobody to tell. */
export const PROGRESS: Readonly<Record<Exclude<ViewName, 'closed'>, ProgressStep>> = {
  connecting: 'connecting',
  'host-problem': 'attention-needed',
  'no-reader': 'waiting-for-card',
  'waiting-for-card': 'waiting-for-card',
  'card-problem': 'attention-needed',
  reading: 'waiting-for-card',
  'pin-entry': 'pin-needed',
  working: 'working',
  review: 'attention-needed',
  done: 'done',
  failed: 'attention-needed',
};
