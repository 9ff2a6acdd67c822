import { describe, expect, it } from 'vitest';
import { A, failed, pinEntry, READING, readers, WORKING } from '../card-dialogue/card-dialogue.fixture.ts';
import { advancePopup } from './popup-machine.ts';
import type { PopupView } from './popup-state.ts';
import { CARD, CHANGE, expectTransition, OVERVIEW, popupAt, type PopupTransition } from './popup.fixture.ts';

const SHOWN = { name: 'card', reader: A, card: CARD } as const satisfies PopupView;

describe('the card at a glance', () => {
  it.each<PopupTransition>([
    {
      what: 'reads the first card',
      from: popupAt(OVERVIEW, { name: 'connecting' }),
      event: readers('card'),
      view: READING,
      effects: ['read-card'],
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
      event: readers('card', 'card'),
      view: SHOWN,
    },
    {
      what: 'reads the card that has taken its place between two looks at the reader',
      from: popupAt(OVERVIEW, SHOWN),
      event: readers('card'),
      view: READING,
      effects: ['read-card'],
    },
    {
      what: 'follows it out of the reader',
      from: popupAt(OVERVIEW, SHOWN),
      event: readers('empty'),
      view: { name: 'waiting-for-card' },
    },
    {
      what: 'shows no old tries of a card that another program uses',
      from: popupAt(OVERVIEW, SHOWN),
      event: readers('in-use'),
      view: { name: 'card-problem', code: 'card-in-use' },
    },
    {
      what: 'reads it anew when that is over',
      from: popupAt(OVERVIEW, { name: 'card-problem', code: 'card-in-use' }),
      event: readers('card'),
      view: READING,
      effects: ['read-card'],
    },
    {
      what: 'says that no reader can be seen',
      from: popupAt(OVERVIEW, SHOWN),
      event: { type: 'readers-changed', readers: [], problem: 'pcsc-unavailable' },
      view: { name: 'host-problem', code: 'pcsc-unavailable' },
    },
    {
      what: 'never asks for a PIN, whatever was opened',
      from: popupAt(OVERVIEW, READING),
      event: { type: 'card-opened', triesLeft: 3 },
      view: READING,
    },
    {
      what: 'never sends one',
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
  it.each<PopupTransition>([
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
      view: pinEntry({ triesLeft: 2 }),
    },
    {
      what: 'reads the tries anew when they are not known',
      from: popupAt(CHANGE, WORKING),
      event: failed('wrong-pin'),
      view: READING,
      effects: ['read-card'],
      notice: 'wrong-pin',
    },
    {
      what: 'lets go of the card of a person who has left',
      from: popupAt(CHANGE, pinEntry()),
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
        event: failed(code),
        view: { name: 'failed', code: 'pin-outcome-unknown' },
        effects: ['disconnect-host'],
      });
    },
  );
});
