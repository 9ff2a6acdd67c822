/** For tests of the state machines: views and events in few words. */
import { expect } from 'vitest';
import type { AttributeValues } from '../../shared/attributes.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { ReaderProblem, ReaderStatus } from '../../shared/host-protocol.ts';
import type { CardState, CardView, Notice, PinEntry } from './card-state.ts';
import type { Failure, ReadersNews } from './host-event.ts';
import type { Step } from './step.ts';

export const A = 'Reader A';
export const B = 'Reader B';
export const READING = { name: 'reading', reader: A } as const satisfies CardView;
export const WORKING = { name: 'working', reader: A, triesLeft: 3 } as const satisfies CardView;

/** Everything that the card has. */
export const TARO: AttributeValues = {
  name: '山田　太郎',
  address: '架空県見本市試験町一丁目２番３号',
  birthDate: '1980-01-02',
  sex: 'male',
};

export function pinEntry(more: Partial<PinEntry> = {}): PinEntry {
  const entry = { reader: A, triesLeft: 3, certificateRead: true, lastTryConfirmed: false };
  return { name: 'pin-entry', ...entry, ...more };
}

/** News of reader A, then B. */
export function readers(...states: readonly ReaderStatus['state'][]): ReadersNews {
  const names = [A, B];
  return {
    type: 'readers-changed',
    readers: states.map((state, index) => ({ name: names[index] ?? '', state })),
  };
}

/** News that no reader can be seen. */
export function unseen(problem: ReaderProblem): ReadersNews {
  return { type: 'readers-changed', readers: [], problem };
}

export function failed(code: ErrorCode, triesLeft?: number): Failure {
  return { type: 'failed', code, triesLeft };
}

/** What a step must come to. */
export interface Outcome<State extends CardState, Effect extends AnyEffect> {
  readonly view: State['view'];
  /** None unless given. */
  readonly effects?: readonly Effect['kind'][];
  /** None unless given. */
  readonly notice?: Notice | undefined;
  /** Not unless given. */
  readonly simulated?: boolean;
}

export interface Transition<State extends CardState, Event, Effect extends AnyEffect>
  extends Outcome<State, Effect> {
  readonly what: string;
  readonly from: State;
  readonly event: Event;
}

export interface AnyEffect {
  readonly kind: string;
}

export function expectOutcome<State extends CardState, Effect extends AnyEffect>(
  { state, effects }: Step<State, Effect>,
  expected: Outcome<State, Effect>,
): void {
  expect(state.view).toEqual(expected.view);
  expect(kinds(effects)).toEqual(expected.effects ?? []);
  expect(state.notice).toBe(expected.notice);
  expect(state.simulated).toBe(expected.simulated ?? false);
}

export function kinds(effects: readonly AnyEffect[]): string[] {
  return effects.map(({ kind }) => kind);
}
