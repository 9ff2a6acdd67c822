import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES, ERRORS } from '../../shared/errors.ts';
import { READER_PROBLEMS, READER_STATES } from '../../shared/host-protocol.ts';
import { ATTRIBUTES } from '../../shared/jpki.ts';
import type { CardRequest } from '../../shared/page-protocol.ts';
import { advance } from './prompt-machine.ts';
import type { PromptEvent } from './prompt-event.ts';
import { initialState, type PromptState, type PromptView } from './prompt-state.ts';
import {
  A,
  at,
  ATTRIBUTES_REQUEST,
  B,
  expectTransition,
  failed,
  kinds,
  LOG_IN,
  pinEntry,
  READING,
  readers,
  RESULT,
  TARO,
  type Transition,
  WORKING,
} from './transition-fixture.ts';

describe('the PIN', () => {
  it.each<Transition>([
    {
      what: 'a submit',
      from: at(pinEntry()),
      event: { type: 'pin-submitted' },
      view: WORKING,
      effects: ['use-pin'],
    },
    {
      what: 'a submit before the certificate is read',
      from: at(pinEntry({ certificateRead: false })),
      event: { type: 'pin-submitted' },
      view: pinEntry({ certificateRead: false }),
    },
    {
      what: 'a second submit',
      from: at(WORKING),
      event: { type: 'pin-submitted' },
      view: WORKING,
    },
    {
      what: 'the last try, not confirmed',
      from: at(pinEntry({ triesLeft: 1 })),
      event: { type: 'pin-submitted' },
      view: pinEntry({ triesLeft: 1 }),
    },
    {
      what: 'the confirmation of the last try',
      from: at(pinEntry({ triesLeft: 1 })),
      event: { type: 'last-try-confirmed', confirmed: true },
      view: pinEntry({ triesLeft: 1, lastTryConfirmed: true }),
    },
    {
      what: 'a confirmation that is taken back',
      from: at(pinEntry({ triesLeft: 1, lastTryConfirmed: true })),
      event: { type: 'last-try-confirmed', confirmed: false },
      view: pinEntry({ triesLeft: 1 }),
    },
    {
      what: 'the last try, confirmed',
      from: at(pinEntry({ triesLeft: 1, lastTryConfirmed: true })),
      event: { type: 'pin-submitted' },
      view: { ...WORKING, triesLeft: 1 },
      effects: ['use-pin'],
    },
    {
      what: 'a wrong one',
      from: at(WORKING),
      event: failed('wrong-pin', 2),
      view: pinEntry({ triesLeft: 2 }),
      notice: 'wrong-pin',
    },
    {
      what: 'a wrong one before the last: the confirmation is for that one alone',
      from: at({ ...WORKING, triesLeft: 2 }),
      event: failed('wrong-pin', 1),
      view: pinEntry({ triesLeft: 1, lastTryConfirmed: false }),
      notice: 'wrong-pin',
    },
    {
      what: 'a wrong one that was the last',
      from: at({ ...WORKING, triesLeft: 1 }),
      event: failed('wrong-pin', 0),
      view: { name: 'failed', code: 'pin-blocked' },
      effects: ['disconnect-host'],
    },
    {
      what: 'a wrong one without the tries left, which are read again',
      from: at(WORKING),
      event: failed('wrong-pin'),
      view: READING,
      effects: ['open-card'],
      notice: 'wrong-pin',
    },
    {
      what: 'one of the wrong form, which cost no try',
      from: at(WORKING),
      event: failed('pin-malformed'),
      view: pinEntry(),
      notice: 'pin-malformed',
    },
    {
      what: 'one that the card has locked',
      from: at(WORKING),
      event: failed('pin-blocked'),
      view: { name: 'failed', code: 'pin-blocked' },
      effects: ['disconnect-host'],
    },
    {
      what: 'one whose signature is not the certificate’s',
      from: at(WORKING),
      event: failed('signature-mismatch'),
      view: { name: 'failed', code: 'signature-mismatch' },
      effects: ['disconnect-host'],
    },
    {
      what: 'the right one',
      from: at(WORKING),
      event: { type: 'answered', result: RESULT },
      view: { name: 'done' },
      effects: ['answer-page', 'disconnect-host', 'close-window-soon'],
    },
    {
      what: 'an answer that nobody waits for',
      from: at({ name: 'waiting-for-card' }),
      event: { type: 'answered', result: RESULT },
      view: { name: 'waiting-for-card' },
    },
  ])('$what', expectTransition);
});

describe('attributes', () => {
  const request = ATTRIBUTES_REQUEST;

  it.each<Transition>([
    {
      what: 'the tries left: no certificate is needed',
      from: at(READING, { request }),
      event: { type: 'card-opened', triesLeft: 3 },
      view: pinEntry(),
    },
    {
      what: 'a submit',
      from: at(pinEntry(), { request }),
      event: { type: 'pin-submitted' },
      view: WORKING,
      effects: ['use-pin'],
    },
    {
      what: 'a submit with nothing chosen',
      from: at(pinEntry(), { request: { method: 'readAttributes', attributes: ['sex'] } }),
      event: { type: 'pin-submitted' },
      view: pinEntry(),
    },
    {
      what: 'the values, of which the person sees what they chose',
      from: at(WORKING, { request }),
      event: { type: 'answered', result: { attributes: TARO } },
      view: { name: 'review', attributes: { name: '山田　太郎' } },
      effects: ['disconnect-host'],
    },
    {
      what: 'an approval',
      from: at({ name: 'review', attributes: { name: '山田　太郎' } }, { request }),
      event: { type: 'approved' },
      view: { name: 'done' },
      effects: ['answer-page', 'disconnect-host', 'close-window-soon'],
    },
    {
      what: 'an approval of nothing',
      from: at(WORKING, { request }),
      event: { type: 'approved' },
      view: WORKING,
    },
    {
      what: 'a card that is taken away while the person looks',
      from: at({ name: 'review', attributes: { name: '山田　太郎' } }, { request }),
      event: readers('empty'),
      view: { name: 'review', attributes: { name: '山田　太郎' } },
    },
    {
      what: 'a refusal',
      from: at({ name: 'review', attributes: { name: '山田　太郎' } }, { request }),
      event: { type: 'cancelled' },
      view: { name: 'closed' },
      effects: ['answer-page', 'disconnect-host', 'close-window'],
    },
  ])('$what', expectTransition);
});

describe('a slow card', () => {
  const slow = (from: PromptState): boolean => advance(from, { type: 'view-stays' }).state.slow;

  it.each([READING, WORKING])('is said while it is $name', (view) => {
    expect(slow(at(view))).toBe(true);
  });

  it.each<PromptView>([pinEntry(), { name: 'waiting-for-card' }, { name: 'done' }])(
    'is not said while nothing is asked of it: $name',
    (view) => {
      expect(slow(at(view))).toBe(false);
    },
  );

  it('is forgotten with the next view', () => {
    const read = advance(at(READING, { slow: true }), { type: 'card-opened', triesLeft: 3 });
    expect(read.state).toMatchObject({ view: { name: 'pin-entry' }, slow: false });
  });
});

describe('the end', () => {
  it.each<Transition>([
    {
      what: 'when success has been shown',
      from: at({ name: 'done' }),
      event: { type: 'success-shown' },
      view: { name: 'closed' },
      effects: ['close-window'],
    },
    {
      what: 'when the page has gone',
      from: at(pinEntry()),
      event: { type: 'page-gone' },
      view: { name: 'closed' },
      effects: ['disconnect-host', 'close-window'],
    },
    {
      what: 'not yet when the page disconnects because it has its result',
      from: at({ name: 'done' }),
      event: { type: 'page-gone' },
      view: { name: 'done' },
    },
    {
      what: 'not while the host has the PIN, however long it takes',
      from: at(WORKING),
      event: { type: 'time-limit-reached' },
      view: WORKING,
    },
  ])('$what', expectTransition);
});

describe('what the page is told', () => {
  it.each<[string, PromptView, PromptEvent, string]>([
    ['a person who cancels', { name: 'waiting-for-card' }, { type: 'cancelled' }, 'user-cancelled'],
    ['a person who cancels at the PIN', pinEntry(), { type: 'cancelled' }, 'user-cancelled'],
    ['a person who cancels too late', WORKING, { type: 'cancelled' }, 'user-cancelled'],
    ['nobody there', pinEntry(), { type: 'time-limit-reached' }, 'timed-out'],
    ['no host', { name: 'host-problem', code: 'host-missing' }, { type: 'cancelled' }, 'host-unavailable'],
    ['a locked PIN', { name: 'failed', code: 'pin-blocked' }, { type: 'cancelled' }, 'card-unusable'],
    [
      'a locked PIN that nobody reads of',
      { name: 'failed', code: 'pin-blocked' },
      { type: 'time-limit-reached' },
      'card-unusable',
    ],
  ])('%s', (_, view, event, code) => {
    expect(advance(at(view), event).effects).toEqual([
      { kind: 'answer-page', answer: { kind: 'error', code } },
      { kind: 'disconnect-host' },
      { kind: 'close-window' },
    ]);
  });

  it('is the token, as it came from the host', () => {
    expect(advance(at(WORKING), { type: 'answered', result: RESULT }).effects[0]).toEqual({
      kind: 'answer-page',
      answer: { kind: 'result', result: RESULT },
    });
  });

  it.each(ERROR_CODES)('of %s, once it is on display: its page code', (code) => {
    const [effect] = advance(at({ name: 'failed', code }), { type: 'cancelled' }).effects;
    expect(effect).toEqual({ kind: 'answer-page', answer: { kind: 'error', code: ERRORS[code].page } });
  });
});

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
const anyEvent = fc.oneof(
  fc.record({ type: fc.constant('host-ready' as const), simulated: fc.boolean() }),
  fc.record({ type: fc.constant('readers-changed' as const), readers: anyReaders }),
  fc.record({
    type: fc.constant('readers-changed' as const),
    readers: fc.constant([]),
    problem: fc.constantFrom(...READER_PROBLEMS),
  }),
  fc.record({ type: fc.constant('card-opened' as const), triesLeft: anyTries }),
  fc.record({
    type: fc.constant('certificate-read' as const),
    problem: fc.option(fc.constantFrom(...ERROR_CODES), { nil: undefined }),
    simulated: fc.boolean(),
  }),
  fc.record({ type: fc.constant('last-try-confirmed' as const), confirmed: fc.boolean() }),
  fc.record({
    type: fc.constant('failed' as const),
    code: fc.constantFrom(...ERROR_CODES),
    triesLeft: fc.option(anyTries, { nil: undefined }),
  }),
  fc.record({
    type: fc.constant('attribute-chosen' as const),
    attribute: fc.constantFrom(...ATTRIBUTES),
    chosen: fc.boolean(),
  }),
  fc.constantFrom<PromptEvent>(
    { type: 'answered', result: RESULT },
    { type: 'answered', result: { attributes: TARO } },
    { type: 'approved' },
    { type: 'pin-submitted' },
    { type: 'retry' },
    { type: 'cancelled' },
    { type: 'page-gone' },
    { type: 'view-stays' },
    { type: 'time-limit-reached' },
    { type: 'success-shown' },
  ),
);

const anyRequest = fc.constantFrom<CardRequest>(LOG_IN, ATTRIBUTES_REQUEST, {
  method: 'readAttributes',
  attributes: ['address'],
});

describe('whatever happens, in whatever order', () => {
  it('a PIN is sent only after a submit that the rules allow, and the page is answered once', () => {
    fc.assert(
      fc.property(anyRequest, fc.array(anyEvent, { maxLength: 40 }), (request, events) => {
        let state = initialState(request);
        let answers = 0;
        for (const event of events) {
          const { view } = state;
          const step = advance(state, event);
          if (kinds(step.effects).includes('use-pin')) {
            expect(event.type).toBe('pin-submitted');
            expect(view).toMatchObject({ name: 'pin-entry', certificateRead: true });
            if (view.name === 'pin-entry') expect(view.triesLeft > 1 || view.lastTryConfirmed).toBe(true);
          }
          answers += kinds(step.effects).filter((kind) => kind === 'answer-page').length;
          if (view.name === 'closed') expect(step.effects).toEqual([]);
          state = step.state;
        }
        expect(answers).toBeLessThanOrEqual(1);
        if (state.view.name === 'done') expect(answers).toBe(1);
      }),
      { numRuns: 500 },
    );
  });

  it('attributes leave only when the person has seen them, and only those that they chose', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        let state = initialState(ATTRIBUTES_REQUEST);
        for (const event of events) {
          const { view, chosen } = state;
          const step = advance(state, event);
          for (const effect of step.effects) {
            if (effect.kind !== 'answer-page' || effect.answer.kind !== 'result') continue;
            if ('token' in effect.answer.result) continue;
            expect(event.type).toBe('approved');
            expect(view).toEqual({ name: 'review', attributes: effect.answer.result.attributes });
            expect(chosen).toEqual(expect.arrayContaining(Object.keys(effect.answer.result.attributes)));
          }
          expect(step.state.chosen).toContain('name');
          expect(ATTRIBUTES_REQUEST.attributes).toEqual(expect.arrayContaining([...step.state.chosen]));
          state = step.state;
        }
      }),
      { numRuns: 500 },
    );
  });
});
