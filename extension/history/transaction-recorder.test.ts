import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PendingRequest } from '../../shared/extension-protocol.ts';
import type { CardRequest } from '../../shared/page-protocol.ts';
import type { SignedDocument } from '../../shared/signing.ts';
import type { ListedDocument } from '../signing/listed-document.ts';
import { type HistoryEntry, historyEntrySchema } from './history-entry.ts';
import { type RecordedRequest, TransactionRecorder } from './transaction-recorder.ts';

const NONCE = 'n'.repeat(32);
const LOGIN: PendingRequest = {
  requestId: '6b2ab5d2-0f6c-4a26-9a0c-3c3f4d1f5a11',
  tabId: 7,
  origin: 'https://service.example',
  incognito: false,
  request: { method: 'authenticate', nonce: NONCE, purpose: 'to log in' },
};
const ATTRIBUTES: PendingRequest = {
  ...LOGIN,
  request: { method: 'readAttributes', attributes: ['name', 'address', 'birthDate'] },
};
const SIGN: CardRequest = {
  method: 'sign',
  format: 'pades',
  documents: [{ name: '申請書.pdf', type: 'application/pdf', size: 1 }],
};
const ASKED: HistoryEntry = {
  id: LOGIN.requestId,
  time: '2026-11-22T07:30:00.000Z',
  origin: 'https://service.example',
  method: 'authenticate',
  outcome: 'user-cancelled',
};
const WAITING = { view: { name: 'waiting-for-card' }, simulated: false };
const PROBLEM = { view: { name: 'host-problem', code: 'host-missing' }, simulated: false } as const;

let written: HistoryEntry[];
const settle = (): Promise<void> => new Promise(setImmediate);
const record = (
  pending: RecordedRequest = LOGIN,
  write = (entry: HistoryEntry): Promise<void> => Promise.resolve(void written.push(entry)),
): TransactionRecorder =>
  new TransactionRecorder({ pending, now: () => new Date('2026-11-22T07:30:00.000Z'), write });

beforeEach(() => {
  written = [];
});

describe('TransactionRecorder', () => {
  it('writes nothing of a prompt that nobody has seen', async () => {
    const recorder = record();
    recorder.follow(WAITING);
    recorder.told({ kind: 'error', code: 'user-cancelled' });
    await settle();
    expect(written).toEqual([]);
  });

  it('writes nothing of a private window', async () => {
    const recorder = record({ ...LOGIN, incognito: true });
    recorder.seen();
    recorder.told({ kind: 'result', result: { token: 'a.b.c' } });
    await settle();
    expect(written).toEqual([]);
  });

  it('has an entry as soon as the prompt is seen, for an end of which nothing hears', async () => {
    const recorder = record();
    recorder.follow(WAITING);
    recorder.seen();
    recorder.follow(PROBLEM);
    recorder.follow(WAITING);
    await settle();
    expect(written).toEqual([ASKED, { ...ASKED, outcome: 'host-unavailable' }, ASKED]);
  });

  it('does not take the end of the prompt for its reason', async () => {
    const recorder = record();
    recorder.seen();
    recorder.follow(PROBLEM);
    recorder.follow({ view: { name: 'closed' }, simulated: false });
    await settle();
    expect(written.at(-1)?.outcome).toBe('host-unavailable');
  });

  it('ends with the certificate that a login has given', async () => {
    const recorder = record();
    recorder.seen();
    recorder.told({ kind: 'progress', step: 'done' });
    recorder.told({ kind: 'result', result: { token: 'a.b.c' } });
    recorder.follow({ view: { name: 'closed' }, simulated: false });
    await settle();
    expect(written).toEqual([ASKED, { ...ASKED, outcome: 'done', certificate: 'userAuthentication' }]);
    expect(v.is(historyEntrySchema, written.at(-1))).toBe(true);
    expect(JSON.stringify(written)).not.toMatch(/a\.b\.c|nnnn|to log in/u);
  });

  it('names the attributes that were given, without a value', async () => {
    const recorder = record(ATTRIBUTES);
    recorder.seen();
    recorder.follow({ view: { name: 'review' }, simulated: true });
    recorder.told({
      kind: 'result',
      result: { attributes: { name: '山田　太郎', birthDate: '1980-01-02' } },
    });
    await settle();
    expect(written.at(-1)).toEqual({
      ...ASKED,
      method: 'readAttributes',
      outcome: 'done',
      attributes: ['name', 'birthDate'],
      simulated: true,
    });
    expect(JSON.stringify(written)).not.toMatch(/山田|1980/u);
  });

  it('names the documents that were signed, with what they were, and no other', async () => {
    const recorder = record({ ...LOGIN, request: SIGN });
    const names = ['申請書.pdf', '別紙.pdf', 'digest'];
    const documents = names.map(
      (name, index): ListedDocument => ({
        name,
        kind: 'pdf',
        digest:
          index === 2
            ? { algorithm: 'SHA-512', hex: 'c'.repeat(128) }
            : { algorithm: 'SHA-256', hex: 'ab'.repeat(32) },
      }),
    );
    const signed: SignedDocument = {
      outcome: 'signed',
      parts: [{ from: 'signature', bytes: 'AAAA' }],
      signature: 'AAAA',
    };
    recorder.seen();
    recorder.follow({ view: { name: 'finishing' }, simulated: false, signing: { documents } });
    recorder.told({
      kind: 'result',
      result: { certificate: 'MIIB', documents: [signed, { outcome: 'left-out' }, signed] },
    });
    await settle();
    expect(written.at(-1)).toEqual({
      ...ASKED,
      method: 'sign',
      outcome: 'done',
      certificate: 'digitalSignature',
      documents: [
        { name: '申請書.pdf', sha256: 'ab'.repeat(32) },
        { name: 'digest', sha512: 'c'.repeat(128) },
      ],
    });
    expect(v.is(historyEntrySchema, written.at(-1))).toBe(true);
  });

  it.each(['user-cancelled', 'timed-out', 'card-unusable', 'host-unavailable'] as const)(
    'ends with %s',
    async (code) => {
      const recorder = record();
      recorder.seen();
      recorder.told({ kind: 'error', code });
      await settle();
      expect(written.at(-1)).toEqual({ ...ASKED, outcome: code });
    },
  );

  it('names nobody as having asked for a signature on own files', async () => {
    const { requestId, incognito } = LOGIN;
    record({ requestId, incognito, request: SIGN }).seen();
    await settle();
    const { id, time, outcome } = ASKED;
    expect(written).toEqual([{ id, time, method: 'sign', outcome }]);
    expect(v.is(historyEntrySchema, written[0])).toBe(true);
  });

  it('writes one after the other, and goes on when a write has failed', async () => {
    const started: string[] = [];
    let fail: (reason: Error) => void = () => undefined;
    const recorder = record(LOGIN, ({ outcome }) => {
      started.push(outcome);
      return new Promise((_, reject) => (fail = reject));
    });
    recorder.seen();
    recorder.told({ kind: 'error', code: 'timed-out' });
    await settle();
    expect(started).toEqual(['user-cancelled']);
    fail(new Error('the storage is full'));
    await settle();
    expect(started).toEqual(['user-cancelled', 'timed-out']);
  });
});
