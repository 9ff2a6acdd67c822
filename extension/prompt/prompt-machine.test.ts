import { describe, expect, it } from 'vitest';
import { ERROR_CODES, ERRORS } from '../../shared/errors.ts';
import { failed, pinEntry, READING, readers, TARO, WORKING } from '../card-dialogue/card-dialogue.fixture.ts';
import type { PromptEvent } from './prompt-event.ts';
import { advance } from './prompt-machine.ts';
import type { PromptState, PromptView } from './prompt-state.ts';
import { at, ATTRIBUTES_REQUEST, expectTransition, RESULT, type PromptTransition } from './prompt.fixture.ts';

describe('a login', () => {
  it.each<PromptTransition>([
    {
      what: 'the tries left',
      from: at(READING),
      event: { type: 'card-opened', triesLeft: 2 },
      view: pinEntry({ triesLeft: 2, certificateRead: false }),
      effects: ['read-certificate'],
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
    {
      what: 'the tries left after an answer that was lost, which is still said',
      from: at(READING, { notice: 'pin-outcome-unknown' }),
      event: { type: 'card-opened', triesLeft: 2 },
      view: pinEntry({ triesLeft: 2, certificateRead: false }),
      effects: ['read-certificate'],
      notice: 'pin-outcome-unknown',
    },
    {
      what: 'a signature that is not the certificate’s',
      from: at(WORKING),
      event: failed('signature-mismatch'),
      view: { name: 'failed', code: 'signature-mismatch' },
      effects: ['disconnect-host'],
    },
    {
      what: 'the right PIN',
      from: at(WORKING),
      event: { type: 'answered', result: RESULT },
      view: { name: 'done' },
      effects: ['answer-page', 'disconnect-host', 'close-window-soon'],
    },
    {
      what: 'an answer that nobody waits for',
      from: at({ name: 'waiting-for-card' }),
      event: { type: 'answered', result: RESULT },
      view: { name: 'waiting-for-card' },
    },
  ])('$what', expectTransition);
});

describe('attributes', () => {
  const request = ATTRIBUTES_REQUEST;

  it.each<PromptTransition>([
    {
      what: 'the tries left: no certificate is needed',
      from: at(READING, { request }),
      event: { type: 'card-opened', triesLeft: 3 },
      view: pinEntry(),
    },
    {
      what: 'a submit',
      from: at(pinEntry(), { request }),
      event: { type: 'pin-submitted' },
      view: WORKING,
      effects: ['use-pin'],
    },
    {
      what: 'a submit with nothing chosen',
      from: at(pinEntry(), { request: { method: 'readAttributes', attributes: ['sex'] } }),
      event: { type: 'pin-submitted' },
      view: pinEntry(),
    },
    {
      what: 'the values, of which the person sees what they chose',
      from: at(WORKING, { request }),
      event: { type: 'answered', result: { attributes: TARO } },
      view: { name: 'review', attributes: { name: '山田　太郎' } },
      effects: ['disconnect-host'],
    },
    {
      what: 'an approval',
      from: at({ name: 'review', attributes: { name: '山田　太郎' } }, { request }),
      event: { type: 'approved' },
      view: { name: 'done' },
      effects: ['answer-page', 'disconnect-host', 'close-window-soon'],
    },
    {
      what: 'an approval of nothing',
      from: at(WORKING, { request }),
      event: { type: 'approved' },
      view: WORKING,
    },
    {
      what: 'a card that is taken away while the person looks',
      from: at({ name: 'review', attributes: { name: '山田　太郎' } }, { request }),
      event: readers('empty'),
      view: { name: 'review', attributes: { name: '山田　太郎' } },
    },
    {
      what: 'a refusal',
      from: at({ name: 'review', attributes: { name: '山田　太郎' } }, { request }),
      event: { type: 'cancelled' },
      view: { name: 'closed' },
      effects: ['answer-page', 'disconnect-host', 'close-window'],
    },
  ])('$what', expectTransition);
});

describe('a slow card', () => {
  const slow = (from: PromptState): boolean => advance(from, { type: 'view-stays' }).state.slow;

  it.each([READING, WORKING])('is said while it is $name', (view) => {
    expect(slow(at(view))).toBe(true);
  });

  it.each<PromptView>([pinEntry(), { name: 'waiting-for-card' }, { name: 'done' }])(
    'is not said while nothing is asked of it: $name',
    (view) => {
      expect(slow(at(view))).toBe(false);
    },
  );

  it('is forgotten with the next view', () => {
    const read = advance(at(READING, { slow: true }), { type: 'card-opened', triesLeft: 3 });
    expect(read.state).toMatchObject({ view: { name: 'pin-entry' }, slow: false });
  });
});

describe('the end', () => {
  it.each<PromptTransition>([
    {
      what: 'when success has been shown',
      from: at({ name: 'done' }),
      event: { type: 'success-shown' },
      view: { name: 'closed' },
      effects: ['close-window'],
    },
    {
      what: 'when the page has gone',
      from: at(pinEntry()),
      event: { type: 'page-gone' },
      view: { name: 'closed' },
      effects: ['disconnect-host', 'close-window'],
    },
    {
      what: 'not yet when the page disconnects because it has its result',
      from: at({ name: 'done' }),
      event: { type: 'page-gone' },
      view: { name: 'done' },
    },
    {
      what: 'not while the host has the PIN, however long it takes',
      from: at(WORKING),
      event: { type: 'time-limit-reached' },
      view: WORKING,
    },
  ])('$what', expectTransition);
});

describe('what the page is told', () => {
  it.each<[string, PromptView, PromptEvent, string]>([
    ['a person who cancels', { name: 'waiting-for-card' }, { type: 'cancelled' }, 'user-cancelled'],
    ['a person who cancels at the PIN', pinEntry(), { type: 'cancelled' }, 'user-cancelled'],
    ['a person who cancels too late', WORKING, { type: 'cancelled' }, 'user-cancelled'],
    ['nobody there', pinEntry(), { type: 'time-limit-reached' }, 'timed-out'],
    ['no host', { name: 'host-problem', code: 'host-missing' }, { type: 'cancelled' }, 'host-unavailable'],
    ['a locked PIN', { name: 'failed', code: 'pin-blocked' }, { type: 'cancelled' }, 'card-unusable'],
  ])('%s', (_, view, event, code) => {
    expect(advance(at(view), event).effects).toEqual([
      { kind: 'answer-page', answer: { kind: 'error', code } },
      { kind: 'disconnect-host' },
      { kind: 'close-window' },
    ]);
  });

  it.each([
    [{ name: 'failed', code: 'pin-blocked' }, 'card-unusable'],
    [{ name: 'host-problem', code: 'host-missing' }, 'host-unavailable'],
    [{ name: 'card-problem', code: 'card-unsupported' }, 'card-unusable'],
  ] as const)(
    'of %o when the time is over, while that stays on display until the person closes it',
    (view, code) => {
      const told = advance(at(view), { type: 'time-limit-reached' });
      expect(told.state.view).toMatchObject({ name: 'failed', code: view.code });
      expect(told.effects).toEqual([
        { kind: 'answer-page', answer: { kind: 'error', code } },
        { kind: 'disconnect-host' },
      ]);
      for (const type of ['time-limit-reached', 'page-gone', 'retry'] as const) {
        expect(advance(told.state, { type })).toEqual({ state: told.state, effects: [] });
      }
      const closed = advance(told.state, { type: 'cancelled' });
      expect(closed.state.view.name).toBe('closed');
      expect(closed.effects).toEqual([{ kind: 'disconnect-host' }, { kind: 'close-window' }]);
    },
  );

  it('is the token, as it came from the host', () => {
    expect(advance(at(WORKING), { type: 'answered', result: RESULT }).effects[0]).toEqual({
      kind: 'answer-page',
      answer: { kind: 'result', result: RESULT },
    });
  });

  it.each(ERROR_CODES)('of %s, once it is on display: its page code', (code) => {
    const [effect] = advance(at({ name: 'failed', code }), { type: 'cancelled' }).effects;
    expect(effect).toEqual({ kind: 'answer-page', answer: { kind: 'error', code: ERRORS[code].page } });
  });
});
