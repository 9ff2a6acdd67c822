import { describeCardTransitions } from './both-machines.fixture.ts';
import { failed, pinEntry, READING, readers, WORKING } from './card-dialogue.fixture.ts';

describeCardTransitions('a PIN that the card does not take', [
  {
    what: 'a wrong one',
    from: WORKING,
    event: failed('wrong-pin', 2),
    view: pinEntry({ triesLeft: 2 }),
    notice: 'wrong-pin',
  },
  {
    what: 'a wrong one before the last: the confirmation is for that one alone',
    from: { ...WORKING, triesLeft: 2 },
    event: failed('wrong-pin', 1),
    view: pinEntry({ triesLeft: 1, lastTryConfirmed: false }),
    notice: 'wrong-pin',
  },
  {
    what: 'a wrong one that was the last',
    from: { ...WORKING, triesLeft: 1 },
    event: failed('wrong-pin', 0),
    view: { name: 'failed', code: 'pin-blocked' },
    effects: ['disconnect-host'],
  },
  {
    what: 'a wrong one without the tries left, which are read again',
    from: WORKING,
    event: failed('wrong-pin'),
    view: READING,
    effects: ['read-card'],
    notice: 'wrong-pin',
  },
  {
    what: 'one of the wrong form, which cost no try',
    from: WORKING,
    event: failed('pin-malformed'),
    view: pinEntry(),
    notice: 'pin-malformed',
  },
  {
    what: 'one that the card has locked',
    from: WORKING,
    event: failed('pin-blocked'),
    view: { name: 'failed', code: 'pin-blocked' },
    effects: ['disconnect-host'],
  },
]);

describeCardTransitions('taking the card away', [
  {
    what: 'while typing',
    from: pinEntry(),
    event: readers('empty'),
    view: { name: 'waiting-for-card' },
    effects: ['close-card'],
    notice: 'card-removed',
  },
  {
    what: 'with its reader',
    from: pinEntry(),
    event: readers(),
    view: { name: 'no-reader' },
    effects: ['close-card'],
    notice: 'card-removed',
  },
  {
    what: 'and putting it back, which asks for the PIN again',
    from: { name: 'waiting-for-card' },
    given: { notice: 'card-removed' },
    event: readers('card'),
    view: READING,
    effects: ['read-card'],
    notice: 'card-removed',
  },
  {
    what: 'while the host has the PIN: its answer decides',
    from: WORKING,
    event: readers('empty'),
    view: WORKING,
  },
  {
    what: 'before the PIN was sent',
    from: WORKING,
    event: failed('card-removed'),
    view: { name: 'waiting-for-card' },
    notice: 'card-removed',
  },
  {
    what: 'while the card checked the PIN',
    from: WORKING,
    event: failed('pin-outcome-unknown'),
    view: { name: 'waiting-for-card' },
    notice: 'pin-outcome-unknown',
  },
]);

describeCardTransitions('the host', [
  {
    what: 'not there',
    from: { name: 'connecting' },
    event: failed('host-missing'),
    view: { name: 'host-problem', code: 'host-missing' },
    effects: ['disconnect-host'],
  },
  {
    what: 'without PC/SC',
    from: { name: 'connecting' },
    event: failed('pcsc-unavailable'),
    view: { name: 'host-problem', code: 'pcsc-unavailable' },
    effects: ['disconnect-host'],
  },
  {
    what: 'that refuses us',
    from: { name: 'connecting' },
    event: failed('caller-not-allowed'),
    view: { name: 'failed', code: 'caller-not-allowed' },
    effects: ['disconnect-host'],
  },
  {
    what: 'that ends while the person types',
    from: pinEntry(),
    event: failed('host-exited'),
    view: { name: 'host-problem', code: 'host-exited' },
    effects: ['disconnect-host'],
  },
  {
    what: 'that ends with the PIN: a try may be gone',
    from: WORKING,
    event: failed('host-exited'),
    view: { name: 'host-problem', code: 'host-exited' },
    effects: ['disconnect-host'],
    notice: 'pin-outcome-unknown',
  },
  {
    what: 'once more',
    from: { name: 'host-problem', code: 'host-exited' },
    given: { notice: 'pin-outcome-unknown' },
    event: { type: 'retry' },
    view: { name: 'connecting' },
    effects: ['disconnect-host', 'connect-host'],
    notice: 'pin-outcome-unknown',
  },
  {
    what: 'with a fault that nobody can mend',
    from: pinEntry(),
    event: failed('internal'),
    view: { name: 'failed', code: 'internal' },
    effects: ['disconnect-host'],
  },
]);
