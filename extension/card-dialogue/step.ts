import type { ErrorCode } from '../../shared/errors.ts';
import type { CardState, CardView, Notice } from './card-state.ts';

/** What a driver is to do with host and card; each is at most one call to the host. */
export type CardEffect =
  | HostEffect
  /** Asks what the window wants to know first of the card in this reader. */
  | { readonly kind: 'read-card'; readonly reader: string }
  /** Calls the host for what the window is there for, with what came with the submit. */
  | { readonly kind: 'use-pin' };

/** Those that are about the connection alone. */
export type HostEffect =
  | { readonly kind: 'connect-host' }
  /** Ends the host, which powers the card down. */
  | { readonly kind: 'disconnect-host' }
  | { readonly kind: 'close-card' };

export interface Step<State, Effect> {
  readonly state: State;
  readonly effects: readonly Effect[];
}

export function stay<State>(state: State): Step<State, never> {
  return { state, effects: [] };
}

/** Moves to another view; a notice is for that view only. */
export function show<State extends CardState, Effect extends { readonly kind: string } = never>(
  state: State,
  view: State['view'] | CardView,
  effects: readonly Effect[] = [],
  notice?: Notice,
): Step<State, Effect> {
  return { state: { ...state, view, notice }, effects };
}

/** An end that nothing in the window can change. */
export function showFailure<State extends CardState>(state: State, code: ErrorCode): Step<State, CardEffect> {
  return show(state, { name: 'failed', code }, [{ kind: 'disconnect-host' }]);
}
