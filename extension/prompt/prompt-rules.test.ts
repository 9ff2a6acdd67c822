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
import type { PromptState } from './prompt-state.ts';
import { at, ATTRIBUTES_REQUEST, LOG_IN, RESULT } from './prompt.fixture.ts';

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
