import { describe, it } from 'vitest';
import {
  A,
  at,
  B,
  expectTransition,
  failed,
  pinEntry,
  READING,
  readers,
  type Transition,
  unseen,
  WORKING,
} from './transition-fixture.ts';

describe('choosing a card', () => {
  it.each<Transition>([
    { what: 'no reader', from: at({ name: 'connecting' }), event: readers(), view: { name: 'no-reader' } },
    {
      what: 'an empty reader',
      from: at({ name: 'connecting' }),
      event: readers('empty'),
      view: { name: 'waiting-for-card' },
    },
    {
      what: 'a card',
      from: at({ name: 'waiting-for-card' }),
      event: readers('card'),
      view: READING,
      effects: ['open-card'],
    },
    {
      what: 'the reader of several that has a card',
      from: at({ name: 'waiting-for-card' }),
      event: readers('empty', 'card'),
      view: { name: 'reading', reader: B },
      effects: ['open-card'],
    },
    {
      what: 'a reader that is connected late',
      from: at({ name: 'no-reader' }),
      event: readers('card'),
      view: READING,
      effects: ['open-card'],
    },
    {
      what: 'a card that another program uses',
      from: at({ name: 'waiting-for-card' }),
      event: readers('in-use'),
      view: { name: 'card-problem', code: 'card-in-use' },
    },
    {
      what: 'a mute card',
      from: at({ name: 'waiting-for-card' }),
      event: readers('mute'),
      view: { name: 'card-problem', code: 'card-mute' },
    },
    {
      what: 'another kind of card',
      from: at({ name: 'waiting-for-card' }),
      event: readers('unsupported-card'),
      view: { name: 'card-problem', code: 'card-unsupported' },
    },
    {
      what: 'readers that cannot be seen',
      from: at({ name: 'connecting' }),
      event: unseen('pcsc-unavailable'),
      view: { name: 'host-problem', code: 'pcsc-unavailable' },
    },
    {
      what: 'readers that can be seen again',
      from: at({ name: 'host-problem', code: 'pcsc-unavailable' }, { readerProblem: 'pcsc-unavailable' }),
      event: readers('card'),
      view: READING,
      effects: ['open-card'],
    },
    {
      what: 'readers that the person wants looked for again',
      from: at({ name: 'host-problem', code: 'pcsc-not-installed' }, { readerProblem: 'pcsc-not-installed' }),
      event: { type: 'retry' },
      view: { name: 'connecting' },
      effects: ['disconnect-host', 'connect-host'],
    },
    {
      what: 'a card that went with the view of its reader: nobody has taken it away',
      from: at(pinEntry()),
      event: unseen('pcsc-unavailable'),
      view: { name: 'host-problem', code: 'pcsc-unavailable' },
      effects: ['close-card'],
    },
    {
      what: 'a card that could not be opened because the readers went',
      from: at(READING, { readers: [], readerProblem: 'pcsc-unavailable' }),
      event: failed('pcsc-unavailable'),
      view: { name: 'host-problem', code: 'pcsc-unavailable' },
    },
    {
      what: 'a card that is put on the other reader instead',
      from: at({ name: 'card-problem', code: 'card-unsupported' }),
      event: readers('unsupported-card', 'card'),
      view: { name: 'reading', reader: B },
      effects: ['open-card'],
    },
    {
      what: 'a card that the other program has let go',
      from: at({ name: 'card-problem', code: 'card-in-use' }),
      event: readers('card'),
      view: READING,
      effects: ['open-card'],
    },
    {
      what: 'a card that another program had when it was opened, and has let go',
      from: at({ name: 'card-problem', code: 'card-in-use' }, { refused: new Map([[A, 'card-in-use']]) }),
      event: readers('card'),
      view: READING,
      effects: ['open-card'],
    },
    {
      what: 'a card that another program has when it is opened',
      from: at(READING),
      event: failed('card-in-use'),
      view: { name: 'card-problem', code: 'card-in-use' },
    },
    {
      what: 'a refused card that is still there',
      from: at(
        { name: 'card-problem', code: 'card-malformed' },
        { refused: new Map([[A, 'card-malformed']]) },
      ),
      event: readers('card', 'empty'),
      view: { name: 'card-problem', code: 'card-malformed' },
    },
    {
      what: 'a refused card that has been taken away',
      from: at(
        { name: 'card-problem', code: 'card-malformed' },
        { refused: new Map([[A, 'card-malformed']]) },
      ),
      event: readers('empty'),
      view: { name: 'waiting-for-card' },
    },
    {
      what: 'a refused card that the person wants tried again',
      from: at(
        { name: 'card-problem', code: 'card-malformed' },
        { refused: new Map([[A, 'card-malformed']]) },
      ),
      event: { type: 'retry' },
      view: READING,
      effects: ['open-card'],
    },
    {
      what: 'a mute card that the person wants tried again',
      from: at({ name: 'card-problem', code: 'card-mute' }, { readers: [{ name: A, state: 'mute' }] }),
      event: { type: 'retry' },
      view: READING,
      effects: ['open-card'],
    },
  ])('$what', expectTransition);
});

describe('reading the card', () => {
  it.each<Transition>([
    {
      what: 'the tries left',
      from: at(READING),
      event: { type: 'card-opened', triesLeft: 2 },
      view: pinEntry({ triesLeft: 2, certificateRead: false }),
      effects: ['read-certificate'],
    },
    {
      what: 'no tries left',
      from: at(READING),
      event: { type: 'card-opened', triesLeft: 0 },
      view: { name: 'failed', code: 'pin-blocked' },
      effects: ['disconnect-host'],
    },
    {
      what: 'a card that is taken away',
      from: at(READING),
      event: readers('empty'),
      view: { name: 'waiting-for-card' },
      effects: ['close-card'],
      notice: 'card-removed',
    },
    {
      what: 'our own use of it, which is no problem',
      from: at(READING),
      event: readers('in-use'),
      view: READING,
    },
    {
      what: 'a card that went before it could be opened',
      from: at(READING),
      event: failed('card-absent'),
      view: { name: 'waiting-for-card' },
    },
    {
      what: 'a card that is gone when it is known why it was refused',
      from: at(READING, { readers: [{ name: A, state: 'empty' }] }),
      event: failed('transmission-failed'),
      view: { name: 'waiting-for-card' },
    },
    {
      what: 'a card of which another one takes the place',
      from: at(READING, {
        readers: [
          { name: A, state: 'card' },
          { name: B, state: 'card' },
        ],
      }),
      event: failed('card-unsupported'),
      view: { name: 'reading', reader: B },
      effects: ['open-card'],
    },
    {
      what: 'a card that the host let go of while the person typed: it is opened again',
      from: at(WORKING),
      event: failed('card-not-open'),
      view: READING,
      effects: ['open-card'],
      notice: 'card-removed',
    },
    {
      what: 'a card that the host let go of again: not before its reader has news',
      from: at(WORKING, { refused: new Map([[A, 'card-not-open']]) }),
      event: failed('card-not-open'),
      view: { name: 'waiting-for-card' },
    },
    {
      what: 'a card that the host let go of and that has left',
      from: at(WORKING, { readers: [{ name: A, state: 'empty' }] }),
      event: failed('card-not-open'),
      view: { name: 'waiting-for-card' },
    },
    {
      what: 'a card in place of one that could not be used, changed too quickly to be seen',
      from: at(
        { name: 'card-problem', code: 'card-malformed' },
        { refused: new Map([[A, 'card-malformed']]) },
      ),
      event: readers('card'),
      view: READING,
      effects: ['open-card'],
    },
    {
      what: 'the same card that could not be used, with news of another reader',
      from: at(
        { name: 'card-problem', code: 'card-malformed' },
        { refused: new Map([[A, 'card-malformed']]) },
      ),
      event: readers('card', 'empty'),
      view: { name: 'card-problem', code: 'card-malformed' },
    },
    {
      what: 'a certificate in its time',
      from: at(pinEntry({ certificateRead: false })),
      event: { type: 'certificate-read', problem: undefined, simulated: false },
      view: pinEntry(),
    },
    {
      what: 'a certificate of a simulated card, in whatever reader',
      from: at(pinEntry({ certificateRead: false })),
      event: { type: 'certificate-read', problem: undefined, simulated: true },
      view: pinEntry(),
      simulated: true,
    },
    {
      what: 'a certificate that has expired, before a PIN is typed for nothing',
      from: at(pinEntry({ certificateRead: false })),
      event: { type: 'certificate-read', problem: 'certificate-expired', simulated: false },
      view: { name: 'failed', code: 'certificate-expired' },
      effects: ['disconnect-host'],
    },
    {
      what: 'no certificate',
      from: at(pinEntry({ certificateRead: false })),
      event: failed('certificate-missing'),
      view: { name: 'failed', code: 'certificate-missing' },
      effects: ['disconnect-host'],
    },
  ])('$what', expectTransition);
});
