/**
 * The states of a prompt, from the connection to the host to the answer to the page. A plain description: who moves
 * between them stands in prompt-machine.ts, what they look like in extension/ui.
 */
import type { AttributeValues } from '../../shared/attributes.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { ProgressStep } from '../../shared/extension-protocol.ts';
import type { ReaderProblem, ReaderStatus } from '../../shared/host-protocol.ts';
import type { Attribute } from '../../shared/jpki.ts';
import type { CardRequest } from '../../shared/page-protocol.ts';
import { firstChoice } from './attribute-choice.ts';

export type PromptView =
  /** The host is starting, or has not yet said which readers there are. */
  | { readonly name: 'connecting' }
  /** No connection to the host, or from there to the readers; trying again can help. */
  | { readonly name: 'host-problem'; readonly code: ErrorCode }
  | { readonly name: 'no-reader' }
  | { readonly name: 'waiting-for-card' }
  /** A card is there that cannot be used as it is; another card, or waiting, can help. */
  | { readonly name: 'card-problem'; readonly code: ErrorCode }
  /** The tries left are being read. */
  | { readonly name: 'reading'; readonly reader: string }
  | PinEntry
  /** The PIN is with the host, once. */
  | { readonly name: 'working'; readonly reader: string; readonly triesLeft: number }
  /** The person looks at what would be sent. The card is done with. */
  | { readonly name: 'review'; readonly attributes: AttributeValues }
  | { readonly name: 'done' }
  /** Nothing that the person could do here helps; the page hears of it when they close the prompt. */
  | { readonly name: 'failed'; readonly code: ErrorCode }
  | { readonly name: 'closed' };

export interface PinEntry {
  readonly name: 'pin-entry';
  readonly reader: string;
  readonly triesLeft: number;
  /** Read while the person types, where one is needed; no PIN is sent for a certificate that is of no use. */
  readonly certificateRead: boolean;
  /** With one try left the person confirms in words that it is the last. */
  readonly lastTryConfirmed: boolean;
}

export type ViewName = PromptView['name'];

/** While the card works, which can be slow. */
export const TAKES_TIME: readonly ViewName[] = ['reading', 'working'];

/** What has just happened and is worth a sentence beside the view. */
export type Notice = 'wrong-pin' | 'pin-malformed' | 'pin-outcome-unknown' | 'card-removed';

export interface PromptState {
  /** What the page asks for. */
  readonly request: CardRequest;
  /** The attributes that the person gives, where the page asks for some. */
  readonly chosen: readonly Attribute[];
  readonly view: PromptView;
  readonly notice: Notice | undefined;
  /** The card is taking longer than people expect. */
  readonly slow: boolean;
  /** The host's cards or this card is simulated, which the prompt says loudly. */
  readonly simulated: boolean;
  readonly readers: readonly ReaderStatus[];
  /** Why there are none. */
  readonly readerProblem: ReaderProblem | undefined;
  /** Readers whose card could not be used, and why, until that card is taken away. */
  readonly refused: ReadonlyMap<string, ErrorCode>;
}

export function initialState(request: CardRequest): PromptState {
  return {
    request,
    chosen: firstChoice(request),
    view: { name: 'connecting' },
    notice: undefined,
    slow: false,
    simulated: false,
    readers: [],
    readerProblem: undefined,
    refused: new Map(),
  };
}

/** What the prompt sheet in the page shows for each view. */
export const PROGRESS: Readonly<Record<ViewName, ProgressStep>> = {
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
  closed: 'done',
};
