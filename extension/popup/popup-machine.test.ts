import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../shared/errors.ts';
import { advancePopup } from './popup-machine.ts';
import type { PopupEvent } from './popup-event.ts';
import {
  A,
  CARD,
  CHANGE,
  entry,
  failure,
  FILL,
  FORM,
  OVERVIEW,
  popupAt,
  reader,
  READING,
  TARO,
  WORKING,
} from './popup-fixture.ts';
import { initialPopupState, type PopupState, type PopupView } from './popup-state.ts';
import type { PopupEffect } from './popup-step.ts';

interface Transition {
  readonly what: string;
  readonly from: PopupState;
  readonly event: PopupEvent;
  readonly view: PopupView;
  /** None unless given. */
  readonly effects?: readonly PopupEffect['kind'][];
  readonly notice?: PopupState['notice'];
}

function expectTransition({ from, event, view, effects = [], notice }: Transition): void {
  const step = advancePopup(from, event);
  expect(step.state.view).toEqual(view);
  expect(step.effects.map(({ kind }) => kind)).toEqual(effects);
  expect(step.state.notice).toBe(notice);
}

const SHOWN = { name: 'card', reader: A, card: CARD } as const satisfies PopupView;
const PREVIEW = advancePopup(popupAt(FILL, WORKING), { type: 'attributes-read', attributes: TARO }).state;

describe('the card at a glance', () => {
  it.each<Transition>([
    {
      what: 'reads the first card',
      from: popupAt(OVERVIEW, { name: 'connecting' }),
      event: reader('card'),
      view: READING,
      effects: ['inspect-card'],
    },
    {
      what: 'shows what it says',
      from: popupAt(OVERVIEW, READING),
      event: { type: 'inspected', card: CARD },
      view: SHOWN,
    },
    {
      what: 'keeps showing it while it stays',
      from: popupAt(OVERVIEW, SHOWN),
      event: reader('card'),
      view: SHOWN,
    },
    {
      what: 'follows it out of the reader',
      from: popupAt(OVERVIEW, SHOWN),
      event: reader('empty'),
      view: { name: 'waiting-for-card' },
    },
    {
      what: 'shows no old tries of a card that another program uses',
      from: popupAt(OVERVIEW, SHOWN),
      event: reader('in-use'),
      view: { name: 'card-problem', code: 'card-in-use' },
    },
    {
      what: 'reads it anew when that is over',
      from: popupAt(OVERVIEW, { name: 'card-problem', code: 'card-in-use' }),
      event: reader('card'),
      view: READING,
      effects: ['inspect-card'],
    },
    {
      what: 'says that no reader can be seen',
      from: popupAt(OVERVIEW, SHOWN),
      event: { type: 'readers-changed', readers: [], problem: 'pcsc-unavailable' },
      view: { name: 'host-problem', code: 'pcsc-unavailable' },
    },
    {
      what: 'tries a refused card again when asked to',
      from: popupAt(
        OVERVIEW,
        { name: 'card-problem', code: 'card-malformed' },
        { refused: new Map([[A, 'card-malformed']]) },
      ),
      event: { type: 'retry' },
      view: READING,
      effects: ['inspect-card'],
    },
    {
      what: 'connects anew when asked to',
      from: popupAt(OVERVIEW, { name: 'host-problem', code: 'host-exited' }),
      event: { type: 'retry' },
      view: { name: 'connecting' },
      effects: ['disconnect-host', 'connect-host'],
    },
    {
      what: 'never asks for a PIN',
      from: popupAt(OVERVIEW, SHOWN),
      event: { type: 'pin-submitted' },
      view: SHOWN,
    },
  ])('$what', expectTransition);

  it('is loud about a test certificate, whatever the reader', () => {
    const { state } = advancePopup(popupAt(OVERVIEW, READING), {
      type: 'inspected',
      card: { ...CARD, simulated: true },
    });
    expect(state.simulated).toBe(true);
  });
});

describe('a task with a PIN', () => {
  it.each<Transition>([
    {
      what: 'reads the tries left of its own PIN after the card has said what it is',
      from: popupAt(CHANGE, READING),
      event: { type: 'inspected', card: CARD },
      view: READING,
      effects: ['open-card'],
    },
    {
      what: 'asks for the PIN with the tries left',
      from: popupAt(CHANGE, READING),
      event: { type: 'card-opened', triesLeft: 2 },
      view: entry(2),
    },
    {
      what: 'asks for no PIN that is locked',
      from: popupAt(CHANGE, READING),
      event: { type: 'card-opened', triesLeft: 0 },
      view: { name: 'failed', code: 'pin-blocked' },
      effects: ['disconnect-host'],
    },
    {
      what: 'uses it once',
      from: popupAt(CHANGE, entry()),
      event: { type: 'pin-submitted' },
      view: WORKING,
      effects: ['use-pin'],
    },
    {
      what: 'not twice',
      from: popupAt(CHANGE, WORKING),
      event: { type: 'pin-submitted' },
      view: WORKING,
    },
    {
      what: 'not for the last time without a word',
      from: popupAt(CHANGE, entry(1)),
      event: { type: 'pin-submitted' },
      view: entry(1),
    },
    {
      what: 'for the last time when that is confirmed',
      from: popupAt(CHANGE, entry(1, true)),
      event: { type: 'pin-submitted' },
      view: { name: 'working', reader: A, triesLeft: 1 },
      effects: ['use-pin'],
    },
    {
      what: 'asks again after a wrong PIN',
      from: popupAt(CHANGE, WORKING),
      event: failure('wrong-pin', 2),
      view: entry(2),
      notice: 'wrong-pin',
    },
    {
      what: 'ends when it is locked now',
      from: popupAt(CHANGE, WORKING),
      event: failure('wrong-pin', 0),
      view: { name: 'failed', code: 'pin-blocked' },
      effects: ['disconnect-host'],
    },
    {
      what: 'reads the tries anew when they are not known',
      from: popupAt(CHANGE, WORKING),
      event: failure('wrong-pin'),
      view: READING,
      effects: ['inspect-card'],
      notice: 'wrong-pin',
    },
    {
      what: 'waits for a card that has been taken away',
      from: popupAt(CHANGE, entry()),
      event: reader('empty'),
      view: { name: 'waiting-for-card' },
      effects: ['close-card'],
      notice: 'card-removed',
    },
    {
      what: 'lets go of the card of a person who has left',
      from: popupAt(CHANGE, entry()),
      event: { type: 'time-limit-reached' },
      view: { name: 'failed', code: 'timed-out' },
      effects: ['disconnect-host'],
    },
    {
      what: 'but not while the host has the PIN',
      from: popupAt(CHANGE, WORKING),
      event: { type: 'time-limit-reached' },
      view: WORKING,
    },
  ])('$what', expectTransition);
});

describe('a PIN change', () => {
  it('tells that it is done', () => {
    expectTransition({
      what: '',
      from: popupAt(CHANGE, WORKING),
      event: { type: 'pin-changed', triesLeft: 3 },
      view: { name: 'changed', triesLeft: 3 },
      effects: ['disconnect-host'],
    });
  });

  it.each(['pin-outcome-unknown', 'host-exited', 'host-silent'] as const)(
    'after %s says that nobody knows which PIN holds, and asks for none',
    (code) => {
      expectTransition({
        what: '',
        from: popupAt(CHANGE, WORKING),
        event: failure(code),
        view: { name: 'failed', code: 'pin-outcome-unknown' },
        effects: ['disconnect-host'],
      });
    },
  );
});

describe('filling in a form', () => {
  it.each<Transition>([
    {
      what: 'looks for a card when the page has fields for it',
      from: initialPopupState(FILL),
      event: { type: 'form-described', form: FORM },
      view: { name: 'connecting' },
      effects: ['connect-host'],
    },
    {
      what: 'asks for nothing when the page has none',
      from: initialPopupState(FILL),
      event: { type: 'form-described', form: { ...FORM, fields: FORM.fields.slice(1, 2) } },
      view: { name: 'page-problem', problem: 'no-fields' },
    },
    ...['null', 'file://', 'chrome://settings'].map((origin) => ({
      what: `does not go on for ${origin}`,
      from: initialPopupState(FILL),
      event: { type: 'form-described', form: { ...FORM, origin } } as const,
      view: { name: 'page-problem', problem: 'page-closed' } as const,
    })),
    {
      what: 'says that a page is closed',
      from: initialPopupState(FILL),
      event: { type: 'page-refused', problem: 'page-closed' },
      view: { name: 'page-problem', problem: 'page-closed' },
    },
    {
      what: 'reads nothing when nothing is ticked',
      from: popupAt(FILL, entry(), { chosen: [] }),
      event: { type: 'pin-submitted' },
      view: entry(),
    },
    {
      what: 'after a lost answer reads the tries anew',
      from: popupAt(FILL, WORKING),
      event: failure('pin-outcome-unknown'),
      view: { name: 'waiting-for-card' },
      notice: 'pin-outcome-unknown',
    },
    {
      what: 'writes nothing that has not been in the preview',
      from: popupAt(FILL, entry()),
      event: { type: 'fill-approved' },
      view: entry(),
    },
  ])('$what', expectTransition);

  it('shows what goes where, and lets the card go', () => {
    const { state, effects } = advancePopup(popupAt(FILL, WORKING), {
      type: 'attributes-read',
      attributes: TARO,
    });
    expect(effects).toEqual([{ kind: 'disconnect-host' }]);
    expect(state.view).toMatchObject({
      name: 'preview',
      planned: [{ value: '山田　太郎' }, { leftBecause: 'individual-number' }, { value: '男性' }],
    });
  });

  it('writes what is left ticked, and no more, and forgets the values', () => {
    const { state } = advancePopup(PREVIEW, { type: 'field-chosen', field: 2, chosen: false });
    const step = advancePopup(state, { type: 'fill-approved' });
    expect(step.effects).toEqual([{ kind: 'fill-form', writes: [{ field: 0, value: '山田　太郎' }] }]);
    expect(step.state.view).toEqual({ name: 'filling', labels: ['氏名'], attributes: ['name'] });
    expect(JSON.stringify(step.state)).not.toContain('山田');
  });

  it('writes nothing when every field is unticked', () => {
    const unticked = [0, 2].reduce(
      (state, field) => advancePopup(state, { type: 'field-chosen', field, chosen: false }).state,
      PREVIEW,
    );
    expect(advancePopup(unticked, { type: 'fill-approved' }).effects).toEqual([]);
  });

  const filling = advancePopup(PREVIEW, { type: 'fill-approved' }).state;

  it('says how many fields took it and which did not', () => {
    const step = advancePopup(filling, { type: 'filled', outcome: [true, false] });
    expect(step.state.view).toEqual({ name: 'filled', filled: 1, refused: ['性別'] });
    expect(step.effects).toEqual([{ kind: 'remember-fill', attributes: ['name', 'sex'] }]);
  });

  it.each([null, [], [true]])('takes %j of a page for another page', (outcome) => {
    expect(advancePopup(filling, { type: 'filled', outcome }).state.view).toEqual({
      name: 'page-problem',
      problem: 'page-changed',
    });
  });
});

describe('whatever happens', () => {
  const events: fc.Arbitrary<PopupEvent> = fc.oneof(
    fc.constantFrom<PopupEvent>(
      { type: 'host-ready', version: '1', simulated: false },
      { type: 'inspected', card: CARD },
      { type: 'card-opened', triesLeft: 1 },
      { type: 'card-opened', triesLeft: 3 },
      { type: 'form-described', form: FORM },
      { type: 'pin-submitted' },
      { type: 'last-try-confirmed', confirmed: true },
      { type: 'pin-changed', triesLeft: 3 },
      { type: 'attributes-read', attributes: TARO },
      { type: 'fill-approved' },
      { type: 'filled', outcome: [true, true] },
      { type: 'retry' },
      { type: 'time-limit-reached' },
    ),
    fc
      .constantFrom('card', 'empty', 'in-use', 'mute', 'unsupported-card')
      .map((state) => reader(state as 'card')),
    fc
      .record({ code: fc.constantFrom(...ERROR_CODES), tries: fc.option(fc.nat(3), { nil: undefined }) })
      .map(({ code, tries }) => failure(code, tries)),
  );

  it.each([OVERVIEW, CHANGE, FILL])('a PIN is used for $kind only after its tries were read', (task) => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 40 }), (all) => {
        let state = initialPopupState(task);
        for (const event of all) {
          const before = state.view;
          const step = advancePopup(state, event);
          if (step.effects.some(({ kind }) => kind === 'use-pin')) {
            expect(event.type).toBe('pin-submitted');
            expect(before).toMatchObject({ name: 'pin-entry' });
            expect(task.kind).not.toBe('overview');
          }
          if (step.effects.some(({ kind }) => kind === 'fill-form')) expect(before.name).toBe('preview');
          state = step.state;
        }
      }),
    );
  });
});
