/** The rules of the prompt (docs/architecture.md, "Security rules"), whatever happens in whatever order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../shared/errors.ts';
import { ATTRIBUTES } from '../../shared/jpki.ts';
import type { CardRequest } from '../../shared/page-protocol.ts';
import { kinds, READING, TARO } from '../card-dialogue/card-dialogue.fixture.ts';
import { anyCardEvent, expectPinRule } from '../card-dialogue/pin-rule.fixture.ts';
import type { PromptEvent } from './prompt-event.ts';
import { advance } from './prompt-machine.ts';
import { at, ATTRIBUTES_REQUEST, LISTED, LOG_IN, RESULT, SIGN, SIGNED } from './prompt.fixture.ts';
import { initialState, type PromptState } from './prompt-state.ts';

const anyEvent: fc.Arbitrary<PromptEvent> = fc.oneof(
  { weight: 8, arbitrary: anyCardEvent },
  fc.record({
    type: fc.constant('certificate-read' as const),
    problem: fc.option(fc.constantFrom(...ERROR_CODES), { nil: undefined, freq: 1 }),
    simulated: fc.boolean(),
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
    { type: 'cancelled' },
    { type: 'page-gone' },
    { type: 'view-stays' },
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
        let state: PromptState = at(READING, { request });
        let answers = 0;
        for (const event of events) {
          const { view } = state;
          const step = advance(state, event);
          expectPinRule(view, event, step.effects);
          answers += kinds(step.effects).filter((kind) => kind === 'answer-page').length;
          if (view.name === 'closed') expect(step.effects).toEqual([]);
          state = step.state;
        }
        expect(answers).toBeLessThanOrEqual(1);
        if (state.view.name === 'done') expect(answers).toBe(1);
      }),
      { numRuns: 2000 },
    );
  });

  it('attributes leave only when the person has seen them, and only those that they chose', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        let state: PromptState = at(READING, { request: ATTRIBUTES_REQUEST });
        for (const event of events) {
          const { view, chosen } = state;
          const step = advance(state, event);
          for (const effect of step.effects) {
            if (effect.kind !== 'answer-page' || effect.answer.kind !== 'result') continue;
            if (!('attributes' in effect.answer.result)) continue;
            expect(event.type).toBe('approved');
            expect(view).toEqual({ name: 'review', attributes: effect.answer.result.attributes });
            expect(chosen).toEqual(expect.arrayContaining(Object.keys(effect.answer.result.attributes)));
          }
          expect(step.state.chosen).toContain('name');
          expect(ATTRIBUTES_REQUEST.attributes).toEqual(expect.arrayContaining([...step.state.chosen]));
          state = step.state;
        }
      }),
      { numRuns: 2000 },
    );
  });
});

const MAY_LEAVE_OUT: CardRequest = { ...SIGN, mayLeaveOut: true };
const anyDocument = fc.nat(2);
const anySigningEvent: fc.Arbitrary<PromptEvent> = fc.oneof(
  { weight: 2, arbitrary: anyEvent },
  fc.record({
    type: fc.constant('document-chosen' as const),
    document: anyDocument,
    chosen: fc.boolean(),
  }),
  fc.record({
    type: fc.constantFrom('document-opened' as const, 'document-read' as const),
    document: anyDocument,
  }),
  fc.constantFrom<PromptEvent>(
    { type: 'document-refused', refused: { document: 1, reason: 'pdf-encrypted' } },
    { type: 'escaped' },
    { type: 'list-wanted' },
    { type: 'signing-progress', done: 1 },
  ),
);

/** From the documents to the page's answer. */
const WAY: readonly PromptEvent[] = [
  { type: 'documents-received', documents: LISTED },
  { type: 'document-chosen', document: 1, chosen: true },
  { type: 'list-left' },
  { type: 'agreed' },
  { type: 'readers-changed', readers: [{ name: 'Reader A', state: 'card' }] },
  { type: 'card-opened', triesLeft: 5 },
  { type: 'pin-submitted' },
  { type: 'signatures-made', signatures: ['AAAA'] },
  { type: 'answered', result: SIGNED },
];
/** The whole way with something else now and then, or its events in any order. */
const anyWalk: fc.Arbitrary<readonly PromptEvent[]> = fc.oneof(
  fc
    .tuple(...WAY.map(() => fc.option(anySigningEvent, { nil: undefined, freq: 2 })))
    .map((others) => WAY.flatMap((event, index) => [...(others[index] ? [others[index]] : []), event])),
  fc.array(fc.oneof(anySigningEvent, fc.constantFrom(...WAY)), { maxLength: 60 }),
);

describe('a request for signatures, whatever happens', () => {
  it('looks for a card, and signs, only what the person has agreed to, and gives nothing after an end', () => {
    let signed = 0;
    fc.assert(
      fc.property(fc.constantFrom<CardRequest>(SIGN, MAY_LEAVE_OUT), anyWalk, (request, events) => {
        let state = initialState(request);
        /** What the person saw chosen when they agreed. */
        let agreed: ReadonlySet<number> | undefined;
        for (const event of events) {
          const before = state;
          const step = advance(state, event);
          if (event.type === 'agreed' && before.view.name === 'consent') agreed = before.signing?.chosen;
          for (const { kind } of step.effects) {
            if (['connect-host', 'read-card', 'use-pin', 'finish-signing'].includes(kind)) {
              expect(agreed).toBeDefined();
              expect(step.state.signing?.chosen).toEqual(agreed);
            }
            if (kind === 'finish-signing') expect(before.view.name).toBe('working');
          }
          for (const effect of step.effects) {
            if (effect.kind !== 'answer-page' || effect.answer.kind !== 'result') continue;
            expect(before.view.name).toBe('finishing');
            signed += 1;
          }
          if (agreed && request === SIGN) expect(agreed).toEqual(new Set([0, 1]));
          if (before.view.name === 'closed') expect(step.effects).toEqual([]);
          state = step.state;
        }
      }),
      { numRuns: 2000 },
    );
    // The walks do come to an end that is signed.
    expect(signed).toBeGreaterThan(0);
  });
});
