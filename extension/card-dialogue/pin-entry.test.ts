import { describeCardTransitions } from './both-machines.fixture.ts';
import { pinEntry, READING, WORKING } from './card-dialogue.fixture.ts';

describeCardTransitions('asking for the PIN', [
  {
    what: 'no tries left',
    from: READING,
    event: { type: 'card-opened', triesLeft: 0 },
    view: { name: 'failed', code: 'pin-blocked' },
    effects: ['disconnect-host'],
  },
  {
    what: 'a submit',
    from: pinEntry(),
    event: { type: 'pin-submitted' },
    view: WORKING,
    effects: ['use-pin'],
  },
  {
    what: 'a submit before the certificate is read',
    from: pinEntry({ certificateRead: false }),
    event: { type: 'pin-submitted' },
    view: pinEntry({ certificateRead: false }),
  },
  {
    what: 'a second submit',
    from: WORKING,
    event: { type: 'pin-submitted' },
    view: WORKING,
  },
  {
    what: 'the last try, not confirmed',
    from: pinEntry({ triesLeft: 1 }),
    event: { type: 'pin-submitted' },
    view: pinEntry({ triesLeft: 1 }),
  },
  {
    what: 'the confirmation of the last try',
    from: pinEntry({ triesLeft: 1 }),
    event: { type: 'last-try-confirmed', confirmed: true },
    view: pinEntry({ triesLeft: 1, lastTryConfirmed: true }),
  },
  {
    what: 'a confirmation that is taken back',
    from: pinEntry({ triesLeft: 1, lastTryConfirmed: true }),
    event: { type: 'last-try-confirmed', confirmed: false },
    view: pinEntry({ triesLeft: 1 }),
  },
  {
    what: 'the last try, confirmed',
    from: pinEntry({ triesLeft: 1, lastTryConfirmed: true }),
    event: { type: 'pin-submitted' },
    view: { ...WORKING, triesLeft: 1 },
    effects: ['use-pin'],
  },
]);
