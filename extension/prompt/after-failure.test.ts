import { describe, it } from 'vitest';
import {
  at,
  expectTransition,
  failed,
  pinEntry,
  READING,
  readers,
  type Transition,
  WORKING,
} from './transition-fixture.ts';

describe('taking the card away', () => {
  it.each<Transition>([
    {
      what: 'while typing',
      from: at(pinEntry()),
      event: readers('empty'),
      view: { name: 'waiting-for-card' },
      effects: ['close-card'],
      notice: 'card-removed',
    },
    {
      what: 'with its reader',
      from: at(pinEntry()),
      event: readers(),
      view: { name: 'no-reader' },
      effects: ['close-card'],
      notice: 'card-removed',
    },
    {
      what: 'and putting it back, which asks for the PIN again',
      from: at({ name: 'waiting-for-card' }, { notice: 'card-removed' }),
      event: readers('card'),
      view: READING,
      effects: ['open-card'],
      notice: 'card-removed',
    },
    {
      what: 'while the host has the PIN: its answer decides',
      from: at(WORKING),
      event: readers('empty'),
      view: WORKING,
    },
    {
      what: 'before the PIN was sent',
      from: at(WORKING),
      event: failed('card-removed'),
      view: { name: 'waiting-for-card' },
      notice: 'card-removed',
    },
    {
      what: 'while the card checked the PIN',
      from: at(WORKING),
      event: failed('pin-outcome-unknown'),
      view: { name: 'waiting-for-card' },
      notice: 'pin-outcome-unknown',
    },
    {
      what: 'and the tries are read again',
      from: at(READING, { notice: 'pin-outcome-unknown' }),
      event: { type: 'card-opened', triesLeft: 2 },
      view: pinEntry({ triesLeft: 2, certificateRead: false }),
      effects: ['read-certificate'],
      notice: 'pin-outcome-unknown',
    },
  ])('$what', expectTransition);
});

describe('the host', () => {
  it.each<Transition>([
    {
      what: 'not there',
      from: at({ name: 'connecting' }),
      event: failed('host-missing'),
      view: { name: 'host-problem', code: 'host-missing' },
      effects: ['disconnect-host'],
    },
    {
      what: 'without PC/SC',
      from: at({ name: 'connecting' }),
      event: failed('pcsc-unavailable'),
      view: { name: 'host-problem', code: 'pcsc-unavailable' },
      effects: ['disconnect-host'],
    },
    {
      what: 'that refuses us',
      from: at({ name: 'connecting' }),
      event: failed('caller-not-allowed'),
      view: { name: 'failed', code: 'caller-not-allowed' },
      effects: ['disconnect-host'],
    },
    {
      what: 'that ends while the person types',
      from: at(pinEntry()),
      event: failed('host-exited'),
      view: { name: 'host-problem', code: 'host-exited' },
      effects: ['disconnect-host'],
    },
    {
      what: 'that ends with the PIN: a try may be gone',
      from: at(WORKING),
      event: failed('host-exited'),
      view: { name: 'host-problem', code: 'host-exited' },
      effects: ['disconnect-host'],
      notice: 'pin-outcome-unknown',
    },
    {
      what: 'once more',
      from: at({ name: 'host-problem', code: 'host-exited' }, { notice: 'pin-outcome-unknown' }),
      event: { type: 'retry' },
      view: { name: 'connecting' },
      effects: ['disconnect-host', 'connect-host'],
      notice: 'pin-outcome-unknown',
    },
    {
      what: 'with a fault that nobody can mend',
      from: at(pinEntry()),
      event: failed('internal'),
      view: { name: 'failed', code: 'internal' },
      effects: ['disconnect-host'],
    },
  ])('$what', expectTransition);
});
