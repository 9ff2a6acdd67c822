/** For tests of the state machines: views and events in few words. */
import type { AttributeValues } from '../../shared/attributes.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { ReaderProblem, ReaderStatus } from '../../shared/host-protocol.ts';
import type { CardView, PinEntry } from './card-state.ts';
import type { Failure, ReadersNews } from './host-event.ts';

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

export function kinds(effects: readonly { readonly kind: string }[]): string[] {
  return effects.map(({ kind }) => kind);
}
