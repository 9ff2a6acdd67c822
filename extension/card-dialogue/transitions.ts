import type { Step } from './step.ts';

/** A state machine as a table: what each type of event does to a state. */
export type Transitions<State, Event extends { readonly type: string }, Effect> = {
  readonly [Type in Event['type']]: (
    state: State,
    event: Extract<Event, { readonly type: Type }>,
  ) => Step<State, Effect>;
};

/** An event that does not fit the state changes nothing: late answers and double clicks are not errors. */
export function transit<State, Event extends { readonly type: string }, Effect>(
  transitions: Transitions<State, Event, Effect>,
  state: State,
  event: Event,
): Step<State, Effect> {
  const type: Event['type'] = event.type;
  // Each row takes the events of its own type; the table's type says so, TypeScript cannot follow it through the index.
  const row = transitions[type] as (state: State, event: Event) => Step<State, Effect>;
  return row(state, event);
}
