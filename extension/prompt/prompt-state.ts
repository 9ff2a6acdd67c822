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
import { firstSigning, type SigningState } from './signing-state.ts';

export type PromptView =
  | CardView
  /** The documents that are to be signed are on their way, from the page to this window. */
  | { readonly name: 'receiving' }
  /** What arrived, to be opened and read. */
  | { readonly name: 'documents' }
  /** The one that was opened last, as it was hashed. */
  | { readonly name: 'document' }
  /** What the person agrees to before the card is looked for. */
  | { readonly name: 'consent' }
  /** The card has signed and is done with; time stamps are fetched, where they were asked for. */
  | { readonly name: 'finishing' }
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
  /** Of a request for signatures. */
  readonly signing: SigningState | undefined;
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
    signing: firstSigning(request),
    view: { name: request.method === 'sign' ? 'receiving' : 'connecting' },
    answered: false,
    slow: false,
  };
}

/** What the prompt sheet in the page shows for each view; a closed one has nobody to tell. */
export const PROGRESS: Readonly<Record<Exclude<ViewName, 'closed'>, ProgressStep>> = {
  receiving: 'receiving',
  documents: 'attention-needed',
  document: 'attention-needed',
  consent: 'attention-needed',
  connecting: 'connecting',
  'host-problem': 'attention-needed',
  'no-reader': 'waiting-for-card',
  'waiting-for-card': 'waiting-for-card',
  'card-problem': 'attention-needed',
  reading: 'waiting-for-card',
  'pin-entry': 'pin-needed',
  working: 'working',
  finishing: 'finishing',
  review: 'attention-needed',
  done: 'done',
  failed: 'attention-needed',
};
