/** For tests: what the prompt and the popup do alike, proven of both. */
import { describe, it } from 'vitest';
import { advancePopup } from '../popup/popup-machine.ts';
import type { PopupEvent } from '../popup/popup-event.ts';
import { FILL, popupAt } from '../popup/popup.fixture.ts';
import { advance } from '../prompt/prompt-machine.ts';
import type { PromptEvent } from '../prompt/prompt-event.ts';
import { at, ATTRIBUTES_REQUEST } from '../prompt/prompt.fixture.ts';
import { type AnyEffect, expectOutcome, type Outcome } from './card-dialogue.fixture.ts';
import type { CardState, CardView } from './card-state.ts';
import type { CardEffect, Step } from './step.ts';

export interface CardTransition extends Outcome<CommonState, CardEffect> {
  readonly what: string;
  /** With a card in reader A, unless `given` says otherwise. */
  readonly from: CardView;
  readonly given?: Partial<Omit<CardState, 'view'>>;
  readonly event: PromptEvent & PopupEvent;
}

type CommonState = CardState & { readonly view: CardView };

const MACHINES: Readonly<Record<string, (transition: CardTransition) => Step<CardState, AnyEffect>>> = {
  'the prompt': ({ from, given, event }) =>
    advance(at(from, { request: ATTRIBUTES_REQUEST, ...given }), event),
  'the popup': ({ from, given, event }) => advancePopup(popupAt(FILL, from, given), event),
};

/** Each row must hold for each machine. */
export function describeCardTransitions(what: string, rows: readonly CardTransition[]): void {
  describe.each(Object.entries(MACHINES))(`${what}, in %s`, (_, run) => {
    it.each(rows)('$what', (row) => {
      expectOutcome(run(row), row);
    });
  });
}
