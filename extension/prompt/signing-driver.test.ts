/** A request for signatures through the driver, with a source of documents, a host and a container of the test's own. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toBase64 } from '../../shared/base64.ts';
import { toUtf8 } from '../../shared/bytes.ts';
import type { PromptToBridge } from '../../shared/extension-protocol.ts';
import { type Answers, FakeHost, failure, HELLO, result } from '../host-client/fake-host.ts';
import { HostClient } from '../host-client/host-client.ts';
import {
  cadesRequest,
  CERTIFICATE,
  described,
  FAKE_FORMATS,
  FakeSource,
} from '../signing/signing.fixture.ts';
import { SigningRun } from '../signing/signing-run.ts';
import { PromptDriver } from './prompt-driver.ts';
import type { PromptState } from './prompt-state.ts';

const ORIGIN = 'https://service.example';
const PASSWORD = 'ABC123';
const CONTENTS = [toUtf8('first'), toUtf8('second')];
const REQUEST = cadesRequest(CONTENTS.map((content, index) => described(`${index}.txt`, content)));
const SIGNATURES = CONTENTS.map((content) => toBase64(content));

const HOST: Answers = {
  hello: result(HELLO),
  watchReaders: result({}),
  openCard: result({ triesLeft: 5 }),
  beginSigning: ({ params }) =>
    (params['pin'] === PASSWORD
      ? result({
          certificate: CERTIFICATE,
          notBefore: '2026-01-01T00:00:00Z',
          notAfter: '2031-01-01T00:00:00Z',
          simulated: true,
        })
      : failure('wrong-pin', 4))(),
  sign: result({ signatures: SIGNATURES }),
  closeCard: result({}),
};

let hosts: FakeHost[];
let told: PromptToBridge[];
let state: PromptState;
let isClosed: boolean;
let source: FakeSource;
let driver: PromptDriver;

const host = (): FakeHost => hosts.at(-1) ?? expect.unreachable('no host');
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const answers = (): PromptToBridge[] => told.filter(({ kind }) => kind === 'result' || kind === 'error');

async function start(request = REQUEST, hostAnswers: Answers = HOST): Promise<void> {
  source = new FakeSource(...CONTENTS);
  driver = new PromptDriver({
    request: { origin: ORIGIN, request },
    client: { name: 'test', version: '0' },
    connectHost: (options) => {
      const connected = new FakeHost(hostAnswers);
      hosts.push(connected);
      return new HostClient(connected, options);
    },
    tellPage: (message) => told.push(message),
    closeWindow: () => (isClosed = true),
    render: (next) => (state = next),
    signing: new SigningRun({ request, source, formats: FAKE_FORMATS }),
  });
  driver.start();
  await settle();
}

async function agree(): Promise<void> {
  driver.dispatch({ type: 'list-left' });
  driver.dispatch({ type: 'agreed' });
  await settle();
  host().send({ method: 'readersChanged', params: { readers: [{ name: 'A', state: 'card' }] } });
  await settle();
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-06-01T00:00:00Z') });
  hosts = [];
  told = [];
  isClosed = false;
});

afterEach(() => {
  driver.dispatch({ type: 'cancelled' });
  vi.useRealTimers();
});

describe('a signature', () => {
  it('goes from the documents to what was signed, with the password in one call and nowhere else', async () => {
    await start();
    expect(state.view.name).toBe('documents');
    expect(hosts).toHaveLength(0);
    await agree();
    expect(state.view).toMatchObject({ name: 'pin-entry', triesLeft: 5 });
    driver.submitPin(PASSWORD);
    await settle();

    expect(host().calls).toEqual(['hello', 'watchReaders', 'openCard', 'beginSigning', 'sign']);
    expect(host().received[2]?.params).toEqual({ reader: 'A', pin: 'digitalSignature' });
    expect(host().received[4]?.params).toEqual({
      digests: CONTENTS.map((content) => ({
        algorithm: 'SHA-256',
        value: createHash('sha256').update(content).digest('base64'),
      })),
    });
    expect(JSON.stringify([state, told])).not.toContain(PASSWORD);
    expect(answers()).toEqual([
      {
        kind: 'result',
        result: {
          certificate: CERTIFICATE,
          documents: CONTENTS.map((content, index) => ({
            outcome: 'signed',
            parts: [
              { from: 'document', offset: 0, length: content.length },
              { from: 'signature', bytes: SIGNATURES[index] },
            ],
            signature: SIGNATURES[index],
          })),
        },
      },
    ]);
    expect(state).toMatchObject({ view: { name: 'done' }, simulated: true });
    expect(host().isConnected).toBe(false);
    await vi.runAllTimersAsync();
    expect(isClosed).toBe(true);
  });

  it('tells the page how far it is', async () => {
    await start();
    await agree();
    driver.submitPin(PASSWORD);
    await settle();
    expect(told.flatMap((message) => (message.kind === 'progress' ? [message.step] : []))).toEqual([
      ...['receiving', 'attention-needed', 'attention-needed', 'connecting', 'waiting-for-card'],
      ...['pin-needed', 'working', 'finishing', 'done'],
    ]);
  });

  it('is made with a second password after a wrong one', async () => {
    await start();
    await agree();
    driver.submitPin('WRONG1');
    await settle();
    expect(state).toMatchObject({ view: { name: 'pin-entry', triesLeft: 4 }, notice: 'wrong-pin' });
    driver.submitPin(PASSWORD);
    await settle();
    expect(answers()).toMatchObject([{ kind: 'result' }]);
  });

  it('is not made by a certificate that has expired', async () => {
    vi.setSystemTime(new Date('2032-01-01T00:00:00Z'));
    await start();
    await agree();
    driver.submitPin(PASSWORD);
    await settle();
    expect(state.view).toEqual({ name: 'failed', code: 'certificate-expired' });
    expect(host().calls).not.toContain('sign');
    expect(host().isConnected).toBe(false);
  });

  it('asks for no signature of what the person has left out', async () => {
    await start({ ...REQUEST, mayLeaveOut: true }, { ...HOST, sign: result({ signatures: ['AAAA'] }) });
    driver.dispatch({ type: 'document-chosen', document: 0, chosen: false });
    await agree();
    driver.submitPin(PASSWORD);
    await settle();
    expect(host().received.at(-1)?.params['digests']).toHaveLength(1);
    expect(answers()).toMatchObject([
      { result: { documents: [{ outcome: 'left-out' }, { outcome: 'signed' }] } },
    ]);
  });
});

describe('nothing is returned', () => {
  const REFUSED = { document: 1, reason: 'pdf-encrypted' } as const;

  it('when a document cannot be signed, which the page is told', async () => {
    await start(cadesRequest(['fine', 'refused'].map((name) => described(name, toUtf8('first')))));
    expect(state.view).toEqual({ name: 'failed', code: 'document-refused' });
    driver.dispatch({ type: 'cancelled' });
    expect(answers()).toEqual([{ kind: 'error', code: 'document-refused', refused: REFUSED }]);
    expect(hosts).toHaveLength(0);
  });

  it('when a document cannot be bound to the certificate: the card signs none', async () => {
    const names = ['fine', 'refused at binding'];
    await start(cadesRequest(names.map((name, index) => described(name, CONTENTS[index] ?? toUtf8('')))));
    await agree();
    driver.submitPin(PASSWORD);
    await settle();
    expect(state.view).toEqual({ name: 'failed', code: 'document-refused' });
    expect(host().calls).not.toContain('sign');
    expect(host().isConnected).toBe(false);
  });

  it.each([
    ['while the password is checked', { ...HOST, beginSigning: undefined }],
    ['while the card signs', { ...HOST, sign: undefined }],
  ])('when the person cancels %s', async (_, hostAnswers: Answers) => {
    await start(REQUEST, hostAnswers);
    await agree();
    driver.submitPin(PASSWORD);
    await settle();
    const pending = host().received.at(-1);
    driver.dispatch({ type: 'cancelled' });
    host().send({ id: pending?.id, result: { signatures: SIGNATURES } });
    await settle();
    expect(answers()).toEqual([{ kind: 'error', code: 'user-cancelled' }]);
    expect(host().isConnected).toBe(false);
    expect(isClosed).toBe(true);
  });

  it('when the person cancels while time stamps are fetched', async () => {
    await start({ ...REQUEST, timestamps: true });
    let stamp: (tokens: Uint8Array<ArrayBuffer>[]) => void = () => undefined;
    source.stamps = () => new Promise((resolve) => (stamp = resolve));
    await agree();
    driver.submitPin(PASSWORD);
    await settle();
    expect(state.view.name).toBe('finishing');
    driver.dispatch({ type: 'cancelled' });
    stamp(CONTENTS);
    await settle();
    expect(answers()).toEqual([{ kind: 'error', code: 'user-cancelled' }]);
  });

  it('when the time stamps do not come within the card’s time', async () => {
    await start({ ...REQUEST, timestamps: true });
    source.stamps = () => new Promise(() => undefined);
    await agree();
    driver.submitPin(PASSWORD);
    await settle();
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect(answers()).toEqual([{ kind: 'error', code: 'timed-out' }]);
  });

  it('when the card is taken away between its signatures, but the person may begin again', async () => {
    await start(REQUEST, { ...HOST, sign: failure('card-removed') });
    await agree();
    driver.submitPin(PASSWORD);
    await settle();
    expect(state).toMatchObject({ view: { name: 'waiting-for-card' }, notice: 'card-removed' });
    expect(answers()).toEqual([]);
  });
});

it('gives a reader twenty-five minutes, and the card five', async () => {
  await start();
  await vi.advanceTimersByTimeAsync(25 * 60_000 - 1);
  expect(state.view.name).toBe('documents');
  await agree();
  await vi.advanceTimersByTimeAsync(5 * 60_000 - 10);
  expect(state.view.name).toBe('pin-entry');
  await vi.advanceTimersByTimeAsync(10);
  expect(answers()).toEqual([{ kind: 'error', code: 'timed-out' }]);
});
