/**
 * The states of the popup and of the windows that it opens. A plain description: who moves between them stands in
 * popup-machine.ts, what they look like in extension/ui.
 */
import type { AttributeValues } from '../../shared/attributes.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { HostResult, ReaderProblem, ReaderStatus } from '../../shared/host-protocol.ts';
import { type Attribute, ATTRIBUTES } from '../../shared/jpki.ts';
import type { FormDescription } from '../form-filler/form-protocol.ts';
import type { PlannedField } from '../form-filler/plan-form.ts';
import type { Notice } from '../prompt/prompt-state.ts';
import type { PopupTask } from './popup-task.ts';

/** All that a card says without a PIN. */
export type CardAtAGlance = HostResult<'inspectCard'>;

/** Why a page's form cannot be filled in. */
export type PageProblem =
  /** A page of the browser's own, of its store, or one that the person has not pressed the button on. */
  | 'page-closed'
  /** Nothing on it asks for what the card has. */
  | 'no-fields'
  /** The document is no longer the one that was looked at. */
  | 'page-changed';

export type PopupView =
  /** The page's form is being looked at. */
  | { readonly name: 'looking' }
  | { readonly name: 'page-problem'; readonly problem: PageProblem }
  | { readonly name: 'connecting' }
  | { readonly name: 'host-problem'; readonly code: ErrorCode }
  | { readonly name: 'no-reader' }
  | { readonly name: 'waiting-for-card' }
  | { readonly name: 'card-problem'; readonly code: ErrorCode }
  /** All that the card says, a test authority's certificate above all; for a task then the tries left of its PIN. */
  | { readonly name: 'reading'; readonly reader: string }
  | { readonly name: 'card'; readonly reader: string; readonly card: CardAtAGlance }
  | PinEntry
  /** What was typed is with the host, once. */
  | { readonly name: 'working'; readonly reader: string; readonly triesLeft: number }
  | { readonly name: 'changed'; readonly triesLeft: number }
  | Preview
  | Filling
  | { readonly name: 'filled'; readonly filled: number; readonly refused: readonly string[] }
  /** Nothing that the person could do here helps. */
  | { readonly name: 'failed'; readonly code: ErrorCode };

export interface PinEntry {
  readonly name: 'pin-entry';
  readonly reader: string;
  readonly triesLeft: number;
  /** With one try left the person confirms in words that it is the last. */
  readonly lastTryConfirmed: boolean;
}

/** Which field would get what. Nothing has been written. */
export interface Preview {
  readonly name: 'preview';
  readonly attributes: AttributeValues;
  readonly planned: readonly PlannedField[];
  /** Places of fields that the person leaves out. */
  readonly leftOut: ReadonlySet<number>;
}

/** The page is being written to. The values have gone to it and are no longer here. */
export interface Filling {
  readonly name: 'filling';
  /** Of the fields, in their order. */
  readonly labels: readonly string[];
  /** What the page gets, by name. */
  readonly attributes: readonly Attribute[];
}

export type PopupViewName = PopupView['name'];

export interface PopupState {
  readonly task: PopupTask;
  readonly view: PopupView;
  readonly notice: Notice | undefined;
  readonly simulated: boolean;
  /** Of the helper, once it has said so. */
  readonly hostVersion: string | undefined;
  readonly readers: readonly ReaderStatus[];
  readonly readerProblem: ReaderProblem | undefined;
  /** Readers whose card could not be used, and why, until that card is taken away. */
  readonly refused: ReadonlyMap<string, ErrorCode>;
  /** Of the page whose form is being filled in. */
  readonly form: FormDescription | undefined;
  /** What the person wants to use for it. */
  readonly chosen: readonly Attribute[];
}

export function initialPopupState(task: PopupTask): PopupState {
  return {
    task,
    view: task.kind === 'fill-form' ? { name: 'looking' } : { name: 'connecting' },
    notice: undefined,
    simulated: false,
    hostVersion: undefined,
    readers: [],
    readerProblem: undefined,
    refused: new Map(),
    form: undefined,
    chosen: ATTRIBUTES,
  };
}
