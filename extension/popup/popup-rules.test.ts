/** The rules of the popup (docs/architecture.md, "Security rules"), whatever happens in whatever order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATTRIBUTES } from '../../shared/jpki.ts';
import { kinds, READING, TARO } from '../card-dialogue/card-dialogue.fixture.ts';
import { anyCardEvent, expectPinRule } from '../card-dialogue/pin-rule.fixture.ts';
import type { PopupEvent } from './popup-event.ts';
import { advancePopup } from './popup-machine.ts';
import type { PopupState } from './popup-state.ts';
import { CARD, CHANGE, FILL, FORM, OVERVIEW, popupAt } from './popup.fixture.ts';

const anyEvent: fc.Arbitrary<PopupEvent> = fc.oneof(
  { weight: 8, arbitrary: anyCardEvent },
  {
    weight: 5,
    arbitrary: fc.constantFrom<PopupEvent>(
      { type: 'inspected', card: CARD },
      { type: 'form-described', form: FORM },
      { type: 'pin-changed', triesLeft: 3 },
      { type: 'attributes-read', attributes: TARO },
      { type: 'fill-approved' },
      { type: 'filled', outcome: [true, true] },
    ),
  },
  fc.record({
    type: fc.constant('attribute-chosen' as const),
    attribute: fc.constantFrom(...ATTRIBUTES),
    chosen: fc.boolean(),
  }),
);

describe('whatever happens, in whatever order', () => {
  it.each([OVERVIEW, CHANGE, FILL])(
    'for $kind a PIN is sent only after a submit that the rules allow, and a page is written to only from the preview',
    (task) => {
      fc.assert(
        fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
          let state: PopupState = popupAt(task, READING);
          for (const event of events) {
            const { view } = state;
            const step = advancePopup(state, event);
            expectPinRule(view, event, step.effects);
            if (task.kind === 'overview') expect(kinds(step.effects)).not.toContain('use-pin');
            if (kinds(step.effects).includes('fill-form')) {
              expect(view.name).toBe('preview');
              expect(event.type).toBe('fill-approved');
            }
            state = step.state;
          }
        }),
        { numRuns: 2000 },
      );
    },
  );
});
