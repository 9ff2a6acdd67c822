/**
 * The states of the popup and of the windows that it opens. A plain description: who moves between them stands in
 * popup-machine.ts, what they look like in extension/ui.
 */
import type { AttributeValues } from '../../shared/attributes.ts';
import type { HostResult } from '../../shared/host-protocol.ts';
import { type Attribute, ATTRIBUTES } from '../../shared/jpki.ts';
import { type CardState, type CardView, INITIAL_CARD_STATE } from '../card-dialogue/card-state.ts';
import type { FormDescription } from '../form-filler/form-protocol.ts';
import type { PlannedField } from '../form-filler/plan-form.ts';
import type { PopupTask } from './popup-task.ts';

/** All that a card says without a PIN. */
export type CardAtAGlance = HostResult<'inspectCard'>;

/** Why a page's form cannot be filled in. */
export type PageProblem =
  /** A page of the browser's own, of its store, or one that the person has not pressed the button on. */
  | 'page-closed'
  /** Nothing on it asks for what the card has. */
  | 'no-fields'
  /** The document is no longer the one that was looked at, and nothing was written. */
  | 'page-changed'
  /** The document went while it was being written to: what it has seen by then, nobody knows. */
  | 'page-gone';

export type PopupView =
  /** The page's form is being looked at. */
  | { readonly name: 'looking' }
  | { readonly name: 'page-problem'; readonly problem: PageProblem }
  | CardView
  | { readonly name: 'card'; readonly reader: string; readonly card: CardAtAGlance }
  | { readonly name: 'changed'; readonly triesLeft: number }
  | Preview
  | Filling
  | { readonly name: 'filled'; readonly filled: number; readonly refused: readonly string[] };

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
}

export type PopupViewName = PopupView['name'];

/** A task is over with these, one way or the other. */
export const ENDS: readonly PopupViewName[] = ['changed', 'filled', 'failed', 'page-problem'];

export interface PopupState extends CardState {
  readonly task: PopupTask;
  readonly view: PopupView;
  /** Of the helper, once it has said so. */
  readonly hostVersion: string | undefined;
  /** Of the page whose form is being filled in. */
  readonly form: FormDescription | undefined;
  /** What the person wants to use for it. */
  readonly chosen: readonly Attribute[];
}

export function initialPopupState(task: PopupTask): PopupState {
  return {
    ...INITIAL_CARD_STATE,
    task,
    view: task.kind === 'fill-form' ? { name: 'looking' } : { name: 'connecting' },
    hostVersion: undefined,
    form: undefined,
    chosen: ATTRIBUTES,
  };
}
