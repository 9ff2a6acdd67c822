import { describe, expect, it } from 'vitest';
import type { CardRequest } from '../../shared/page-protocol.ts';
import { A, failed, pinEntry, READING, TARO, WORKING } from '../card-dialogue/card-dialogue.fixture.ts';
import type { PromptEvent } from './prompt-event.ts';
import { advance } from './prompt-machine.ts';
import type { PromptState, PromptView } from './prompt-state.ts';
import {
  at,
  atSigning,
  expectTransition,
  LISTED,
  LOG_IN,
  type PromptTransition,
  SIGN,
  SIGNED,
} from './prompt.fixture.ts';
import type { SigningState } from './signing-state.ts';

const REFUSED = { document: 1, reason: 'pdf-encrypted' } as const;
const MAY_LEAVE_OUT: CardRequest = { ...SIGN, mayLeaveOut: true };
const BOTH = new Set([0, 1]);

describe('a request for signatures', () => {
  it.each<PromptTransition>([
    {
      what: 'shows the documents when all have arrived',
      from: at({ name: 'receiving' }, { request: SIGN }),
      event: { type: 'documents-received', documents: LISTED },
      view: { name: 'documents' },
    },
    {
      what: 'ends when one of them cannot be signed',
      from: at({ name: 'receiving' }, { request: SIGN }),
      event: { type: 'document-refused', refused: REFUSED },
      view: { name: 'failed', code: 'document-refused' },
      effects: ['disconnect-host'],
    },
    {
      what: 'ends when the page gives other bytes than it was asked for',
      from: at({ name: 'receiving' }, { request: SIGN }),
      event: failed('invalid-request'),
      view: { name: 'failed', code: 'invalid-request' },
      effects: ['disconnect-host'],
    },
    {
      what: 'opens a document',
      from: atSigning({ name: 'documents' }),
      event: { type: 'document-opened', document: 0 },
      view: { name: 'document' },
    },
    {
      what: 'opens none that cannot be shown',
      from: atSigning({ name: 'documents' }),
      event: { type: 'document-opened', document: 1 },
      view: { name: 'documents' },
    },
    {
      what: 'opens none that is not there',
      from: atSigning({ name: 'documents' }),
      event: { type: 'document-opened', document: 7 },
      view: { name: 'documents' },
    },
    {
      what: 'goes back to the list',
      from: atSigning({ name: 'document' }, { opened: 0 }),
      event: { type: 'list-wanted' },
      view: { name: 'documents' },
    },
    {
      what: 'goes back to the list by Escape',
      from: atSigning({ name: 'document' }, { opened: 0 }),
      event: { type: 'escaped' },
      view: { name: 'documents' },
    },
    {
      what: 'is left by Escape from the list',
      from: atSigning({ name: 'documents' }),
      event: { type: 'escaped' },
      view: { name: 'closed' },
      effects: ['answer-page', 'disconnect-host', 'close-window'],
    },
    {
      what: 'stays at the list while a document that cannot be shown has not been decided on',
      from: atSigning({ name: 'documents' }),
      event: { type: 'list-left' },
      view: { name: 'documents' },
    },
    {
      what: 'asks for consent when all have been decided on',
      from: atSigning({ name: 'documents' }, { chosen: BOTH }),
      event: { type: 'list-left' },
      view: { name: 'consent' },
    },
    {
      what: 'asks for consent to some, where some may be left out',
      from: atSigning({ name: 'documents' }, {}, MAY_LEAVE_OUT),
      event: { type: 'list-left' },
      view: { name: 'consent' },
    },
    {
      what: 'stays at the list when nothing is left to be signed',
      from: atSigning({ name: 'documents' }, { chosen: new Set() }, MAY_LEAVE_OUT),
      event: { type: 'list-left' },
      view: { name: 'documents' },
    },
    {
      what: 'connects to the host once the person has agreed',
      from: atSigning({ name: 'consent' }, { chosen: BOTH }),
      event: { type: 'agreed' },
      view: { name: 'connecting' },
      effects: ['connect-host'],
    },
    {
      what: 'needs no certificate before the password',
      from: atSigning(READING),
      event: { type: 'card-opened', triesLeft: 5 },
      view: pinEntry({ triesLeft: 5 }),
    },
    {
      what: 'asks for the password again when it was wrong',
      from: atSigning({ ...WORKING, triesLeft: 5 }),
      event: failed('wrong-pin', 4),
      view: pinEntry({ triesLeft: 4 }),
      notice: 'wrong-pin',
    },
    {
      what: 'ends at a certificate that has expired, which only the password shows',
      from: atSigning(WORKING),
      event: { type: 'certificate-read', problem: 'certificate-expired', simulated: false },
      view: { name: 'failed', code: 'certificate-expired' },
      effects: ['disconnect-host'],
    },
    {
      what: 'goes on with a certificate in its time',
      from: atSigning(WORKING),
      event: { type: 'certificate-read', problem: undefined, simulated: true },
      view: WORKING,
      simulated: true,
    },
    {
      what: 'takes no result of the card for signed documents',
      from: atSigning(WORKING),
      event: { type: 'answered', result: SIGNED },
      view: WORKING,
    },
    {
      what: 'lets go of the card as soon as it has signed',
      from: atSigning(WORKING),
      event: { type: 'signatures-made', signatures: ['AAAA'] },
      view: { name: 'finishing' },
      effects: ['disconnect-host', 'finish-signing'],
    },
    {
      what: 'ends when a time stamp is not right',
      from: atSigning({ name: 'finishing' }),
      event: { type: 'document-refused', refused: { document: 0, reason: 'timestamp-invalid' } },
      view: { name: 'failed', code: 'document-refused' },
      effects: ['disconnect-host'],
    },
    {
      what: 'ends when the time stamps do not come',
      from: atSigning({ name: 'finishing' }),
      event: { type: 'time-limit-reached' },
      view: { name: 'closed' },
      effects: ['answer-page', 'disconnect-host', 'close-window'],
    },
    {
      what: 'gives the page what was signed',
      from: atSigning({ name: 'finishing' }),
      event: { type: 'answered', result: SIGNED },
      view: { name: 'done' },
      effects: ['answer-page', 'disconnect-host', 'close-window-soon'],
    },
  ])('$what', expectTransition);

  it.each<PromptView>([
    { name: 'receiving' },
    { name: 'documents' },
    { name: 'document' },
    { name: 'consent' },
    { name: 'connecting' },
    READING,
    pinEntry(),
    WORKING,
    { name: 'finishing' },
  ])('is cancelled from $name, and the page gets nothing of it', (view) => {
    const { state, effects } = advance(atSigning(view, { opened: 0 }), { type: 'cancelled' });
    expect(state.view.name).toBe('closed');
    expect(effects[0]).toEqual({
      kind: 'answer-page',
      answer: { kind: 'error', code: 'user-cancelled' },
    });
  });

  it('tells the page which document cannot be signed, and why', () => {
    const { state } = advance(at({ name: 'receiving' }, { request: SIGN }), {
      type: 'document-refused',
      refused: REFUSED,
    });
    const { effects } = advance(state, { type: 'cancelled' });
    expect(effects[0]).toEqual({
      kind: 'answer-page',
      answer: { kind: 'error', code: 'document-refused', refused: REFUSED },
    });
  });
});

describe('what the person has chosen and read', () => {
  const after = (state: PromptState, ...events: readonly PromptEvent[]): SigningState | undefined =>
    events.reduce((before, event) => advance(before, event).state, state).signing;
  const choose = (document: number, chosen: boolean): PromptEvent => ({
    type: 'document-chosen',
    document,
    chosen,
  });
  const LIST = atSigning({ name: 'documents' });

  it('begins with all that can be shown, none of it read', () => {
    const received = { type: 'documents-received', documents: LISTED } as const;
    const state = after(at({ name: 'receiving' }, { request: SIGN }), received);
    expect(state).toMatchObject({ chosen: new Set([0]), read: new Set() });
  });

  it('changes for what cannot be shown', () => {
    expect(after(LIST, choose(1, true))?.chosen).toEqual(BOTH);
    expect(after(LIST, choose(1, true), choose(1, false))?.chosen).toEqual(new Set([0]));
  });

  it('leaves nothing out that must not be', () => {
    expect(after(LIST, choose(0, false))?.chosen).toEqual(new Set([0]));
    expect(after(atSigning({ name: 'documents' }, {}, MAY_LEAVE_OUT), choose(0, false))?.chosen).toEqual(
      new Set(),
    );
  });

  it('chooses nothing that is not there', () => {
    expect(after(LIST, choose(2, true))?.chosen).toEqual(new Set([0]));
  });

  it('changes no more once the person has gone on', () => {
    const views: readonly PromptView[] = [
      { name: 'consent' },
      { name: 'document' },
      { name: 'reading', reader: A },
      WORKING,
    ];
    for (const view of views) {
      expect(after(atSigning(view), choose(1, true))?.chosen).toEqual(new Set([0]));
    }
  });

  it('is read when the end of the document that is open has been seen', () => {
    const open = { type: 'document-opened', document: 0 } as const;
    expect(after(LIST, open, { type: 'document-read', document: 0 })?.read).toEqual(new Set([0]));
    expect(after(LIST, open, { type: 'document-read', document: 1 })?.read).toEqual(new Set());
    expect(after(LIST, { type: 'document-read', document: 0 })?.read).toEqual(new Set());
  });

  it('is about the next document when that is opened from the one that is open, and can be shown', () => {
    const next = { type: 'document-opened', document: 1 } as const;
    const open = atSigning({ name: 'document' }, { opened: 0 });
    expect(after(open, next)?.opened).toBe(0);
    const shown = LISTED.map((document) => ({ ...document, kind: 'pdf' as const }));
    const second = atSigning({ name: 'document' }, { opened: 0, documents: shown });
    expect(after(second, next, { type: 'document-read', document: 1 })).toMatchObject({
      opened: 1,
      read: new Set([1]),
    });
    expect(after(second, next, { type: 'document-read', document: 0 })?.read).toEqual(new Set());
  });

  it('stays as it was listed, whatever arrives later', () => {
    const other = LISTED.map((document) => ({ ...document, name: 'other' }));
    expect(after(LIST, { type: 'documents-received', documents: other })?.documents).toEqual(LISTED);
  });

  it('has no place in another request', () => {
    const login = at({ name: 'connecting' }, { request: LOG_IN });
    const { state } = advance(login, { type: 'documents-received', documents: LISTED });
    expect(state).toEqual(login);
    expect(advance(at(WORKING), { type: 'answered', result: { attributes: TARO } }).state.view.name).toBe(
      'review',
    );
  });
});
