import type { Attribute, PinKind } from '../../shared/jpki.ts';
import type { FieldWrite } from '../form-filler/form-protocol.ts';
import type { Notice } from '../prompt/prompt-state.ts';
import type { PopupState, PopupView } from './popup-state.ts';

/** What the driver is to do; each is one call to the host or to the page. */
export type PopupEffect =
  | { readonly kind: 'connect-host' }
  /** Ends the host, which powers the card down. */
  | { readonly kind: 'disconnect-host' }
  | { readonly kind: 'inspect-card'; readonly reader: string }
  | { readonly kind: 'open-card'; readonly reader: string; readonly pin: PinKind }
  /** Calls the host for the task, with what came with the submit. */
  | { readonly kind: 'use-pin' }
  | { readonly kind: 'close-card' }
  | { readonly kind: 'fill-form'; readonly writes: readonly FieldWrite[] }
  /** In the history: what the page was given, by name. */
  | { readonly kind: 'remember-fill'; readonly attributes: readonly Attribute[] };

export interface PopupStep {
  readonly state: PopupState;
  readonly effects: readonly PopupEffect[];
}

export function stay(state: PopupState): PopupStep {
  return { state, effects: [] };
}

/** Moves to another view; a notice is for that view only. */
export function show(
  state: PopupState,
  view: PopupView,
  effects: readonly PopupEffect[] = [],
  notice?: Notice,
): PopupStep {
  return { state: { ...state, view, notice }, effects };
}
