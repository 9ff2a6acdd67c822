/** For property tests: everything that both machines hear of host, card and PIN, and the rule that no order may break. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { ERROR_CODES } from '../../shared/errors.ts';
import { READER_PROBLEMS, READER_STATES } from '../../shared/host-protocol.ts';
import { A, B, failed, kinds } from './card-dialogue.fixture.ts';
import type { CardView } from './card-state.ts';

const anyReaders = fc
  .uniqueArray(fc.constantFrom(A, B), { maxLength: 2 })
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc.record({ name: fc.constant(name), state: fc.constantFrom(...READER_STATES) }),
      ),
    ),
  );
const anyTries = fc.integer({ min: 0, max: 3 });

export const anyCardEvent = fc.oneof(
  fc.record({
    type: fc.constant('host-ready' as const),
    version: fc.constant('1'),
    simulated: fc.boolean(),
  }),
  fc.record({ type: fc.constant('readers-changed' as const), readers: anyReaders }),
  fc.record({
    type: fc.constant('readers-changed' as const),
    readers: fc.constant([]),
    problem: fc.constantFrom(...READER_PROBLEMS),
  }),
  fc.record({ type: fc.constant('card-opened' as const), triesLeft: anyTries }),
  fc.record({ type: fc.constant('last-try-confirmed' as const), confirmed: fc.boolean() }),
  fc
    .tuple(fc.constantFrom(...ERROR_CODES), fc.option(anyTries, { nil: undefined }))
    .map(([code, triesLeft]) => failed(code, triesLeft)),
  // Often, or most walks end before it.
  { weight: 4, arbitrary: fc.constant({ type: 'pin-submitted' } as const) },
  fc.constantFrom({ type: 'retry' } as const, { type: 'time-limit-reached' } as const),
);

/** A PIN is sent only after a submit, with the tries seen, the certificate found usable and the last try confirmed. */
export function expectPinRule(
  before: CardView | { readonly name: string },
  event: { readonly type: string },
  effects: readonly { readonly kind: string }[],
): void {
  if (!kinds(effects).includes('use-pin')) return;
  expect(event.type).toBe('pin-submitted');
  expect(before).toMatchObject({ name: 'pin-entry', certificateRead: true });
  if ('lastTryConfirmed' in before) expect(before.triesLeft > 1 || before.lastTryConfirmed).toBe(true);
}
