import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PromptToBridge } from '../../shared/extension-protocol.ts';
import type { ReaderStatus } from '../../shared/host-protocol.ts';
import { type Answers, FakeHost, failure, HELLO, result } from '../host-client/fake-host.ts';
import { HostClient } from '../host-client/host-client.ts';
import { PromptDriver } from './prompt-driver.ts';
import type { PromptState } from './prompt-state.ts';

const ORIGIN = 'https://service.example';
const NONCE = 'n'.repeat(32);
const TOKEN = { token: 'aaa.bbb.ccc' };
const CARD: readonly ReaderStatus[] = [{ name: 'A', state: 'card' }];
const NO_CARD: readonly ReaderStatus[] = [{ name: 'A', state: 'empty' }];

/** A host with a card in its reader, a valid certificate and the PIN 1234. */
const HOST: Answers = {
  hello: result(HELLO),
  watchReaders: result({}),
  openCard: result({ triesLeft: 3 }),
  readCertificate: result({
    certificate: 'AAAA',
    notBefore: '2026-01-01T00:00:00Z',
    notAfter: '2031-01-01T00:00:00Z',
    simulated: false,
  }),
  authenticate: ({ params }) => (params['pin'] === '1234' ? result(TOKEN) : failure('wrong-pin', 2))(),
  closeCard: result({}),
};

let hosts: FakeHost[];
let told: PromptToBridge[];
let state: PromptState;
let isClosed: boolean;
let connectFails: boolean;
let driver: PromptDriver;

/** The host that is connected now. */
const host = (): FakeHost => hosts.at(-1) ?? expect.unreachable('no host');
const readersAre = (readers: readonly ReaderStatus[]): void => {
  host().send({ method: 'readersChanged', params: { readers } });
};
/** Lets what has been answered take effect. */
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

async function start(answers: Answers = HOST): Promise<void> {
  driver = new PromptDriver({
    request: { origin: ORIGIN, request: { method: 'authenticate', nonce: NONCE, purpose: 'to log in' } },
    client: { name: 'test', version: '0' },
    connectHost: (options) => {
      if (connectFails) throw new Error('no connectNative');
      const connected = new FakeHost(answers);
      hosts.push(connected);
      return new HostClient(connected, options);
    },
    tellPage: (message) => told.push(message),
    closeWindow: () => (isClosed = true),
    render: (next) => (state = next),
  });
  driver.start();
  await settle();
}

async function startWithCard(answers?: Answers): Promise<void> {
  await start(answers);
  readersAre(CARD);
  await settle();
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-06-01T00:00:00Z') });
  hosts = [];
  told = [];
  isClosed = false;
  connectFails = false;
});

afterEach(() => {
  driver.dispatch({ type: 'cancelled' });
  vi.useRealTimers();
});

it('shows a host that cannot even be connected to, and tells the page when the person closes', async () => {
  connectFails = true;
  await start();
  expect(state.view).toEqual({ name: 'failed', code: 'internal' });
  driver.dispatch({ type: 'cancelled' });
  expect(told.at(-1)).toEqual({ kind: 'error', code: 'internal' });
});

describe('a login', () => {
  it('goes from the card to the token, with the PIN in one call and nowhere else', async () => {
    await startWithCard();
    expect(state.view).toMatchObject({ name: 'pin-entry', triesLeft: 3, certificateRead: true });
    driver.submitPin('1234');
    await settle();

    expect(host().calls).toEqual(['hello', 'watchReaders', 'openCard', 'readCertificate', 'authenticate']);
    expect(host().received.at(-1)?.params).toEqual({ origin: ORIGIN, nonce: NONCE, pin: '1234' });
    expect(JSON.stringify([state, told])).not.toContain('1234');
    expect(told).toEqual([
      { kind: 'progress', step: 'connecting' },
      { kind: 'progress', step: 'waiting-for-card' },
      { kind: 'progress', step: 'pin-needed' },
      { kind: 'progress', step: 'working' },
      { kind: 'progress', step: 'done' },
      { kind: 'result', result: TOKEN },
    ]);
    expect(host().isConnected).toBe(false);

    expect(isClosed).toBe(false);
    await vi.runAllTimersAsync();
    expect(isClosed).toBe(true);
  });

  it('says whether the card is simulated', async () => {
    await start({ ...HOST, hello: result({ ...HELLO, simulated: true }) });
    expect(state.simulated).toBe(true);
  });

  it('sends a second PIN only when the person has submitted a second one', async () => {
    await startWithCard();
    driver.submitPin('0000');
    driver.submitPin('0000');
    await settle();
    expect(state).toMatchObject({ view: { name: 'pin-entry', triesLeft: 2 }, notice: 'wrong-pin' });
    expect(host().calls.filter((method) => method === 'authenticate')).toHaveLength(1);

    driver.submitPin('1234');
    await settle();
    expect(state.view.name).toBe('done');
  });

  it('stops at a certificate that has expired', async () => {
    vi.setSystemTime(new Date('2032-01-01T00:00:00Z'));
    await startWithCard();
    expect(state.view).toEqual({ name: 'failed', code: 'certificate-expired' });
    expect(host().isConnected).toBe(false);
    driver.dispatch({ type: 'cancelled' });
    expect(told.at(-1)).toEqual({ kind: 'error', code: 'card-unusable' });
    expect(isClosed).toBe(true);
  });
});

describe('a card that is taken away', () => {
  it('is closed, and opened anew when it is back', async () => {
    await startWithCard();
    readersAre(NO_CARD);
    await settle();
    expect(state).toMatchObject({ view: { name: 'waiting-for-card' }, notice: 'card-removed' });
    readersAre(CARD);
    await settle();
    expect(state.view.name).toBe('pin-entry');
    expect(host().calls.slice(3)).toEqual(['readCertificate', 'closeCard', 'openCard', 'readCertificate']);
  });

  it('has no answers any more: the next one’s are not mistaken for its', async () => {
    await startWithCard({ ...HOST, openCard: undefined });
    readersAre(NO_CARD);
    readersAre(CARD);
    await settle();
    const [first, second] = host().received.filter(({ method }) => method === 'openCard');
    host().send({ id: first?.id, error: { code: 1, message: '', data: { code: 'card-removed' } } });
    await settle();
    expect(state.view.name).toBe('reading');

    host().send({ id: second?.id, ...(HOST['openCard']?.({ method: '', params: {} }) as object) });
    await settle();
    expect(state.view.name).toBe('pin-entry');
  });
});

describe('the host', () => {
  it('is started again when the person tries again', async () => {
    await start({});
    host().exit('No such native application app.kazasu.host');
    await settle();
    expect(state.view).toEqual({ name: 'host-problem', code: 'host-missing' });
    driver.dispatch({ type: 'retry' });
    await settle();
    expect(hosts).toHaveLength(2);
    expect(state.view.name).toBe('connecting');
  });

  it('that ends with the PIN leaves a warning until the tries have been read again', async () => {
    await startWithCard({ ...HOST, authenticate: undefined });
    driver.submitPin('1234');
    host().exit();
    await settle();
    expect(state).toMatchObject({ view: { name: 'host-problem' }, notice: 'pin-outcome-unknown' });

    driver.dispatch({ type: 'retry' });
    await settle();
    readersAre(CARD);
    await settle();
    expect(state).toMatchObject({ view: { name: 'pin-entry' }, notice: 'pin-outcome-unknown' });
    expect(host().calls).not.toContain('authenticate');
  });

  it('that answers nonsense is left at once', async () => {
    await start({ hello: result({ nonsense: true }) });
    expect(state.view).toEqual({ name: 'host-problem', code: 'host-malformed' });
    expect(host().isConnected).toBe(false);
  });
});

describe('the end', () => {
  it('comes with the page, to which nothing more is said', async () => {
    await startWithCard();
    const before = told.length;
    driver.dispatch({ type: 'page-gone' });
    expect(host().isConnected).toBe(false);
    expect(isClosed).toBe(true);
    expect(told).toHaveLength(before);
  });

  it('comes after five minutes', async () => {
    await startWithCard();
    await vi.advanceTimersByTimeAsync(5 * 60_000 - 1);
    expect(isClosed).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(told.at(-1)).toEqual({ kind: 'error', code: 'timed-out' });
    expect(isClosed).toBe(true);
    expect(host().isConnected).toBe(false);
  });

  it('waits for the host when it has the PIN at that moment', async () => {
    await startWithCard({ ...HOST, authenticate: undefined });
    await vi.advanceTimersByTimeAsync(5 * 60_000 - 1);
    driver.submitPin('1234');
    await vi.advanceTimersByTimeAsync(1);
    expect(state.view.name).toBe('working');

    host().send({ id: 4, ...(failure('wrong-pin', 2)() as object) });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told.at(-1)).toEqual({ kind: 'error', code: 'timed-out' });
  });

  it('says that the card is slow, once it is', async () => {
    await startWithCard({ ...HOST, authenticate: undefined });
    driver.submitPin('1234');
    await vi.advanceTimersByTimeAsync(3_999);
    expect(state).toMatchObject({ view: { name: 'working' }, slow: false });
    await vi.advanceTimersByTimeAsync(1);
    expect(state).toMatchObject({ view: { name: 'working' }, slow: true });
  });

  it('leaves no timer behind', async () => {
    await startWithCard();
    driver.dispatch({ type: 'cancelled' });
    await settle();
    expect(vi.getTimerCount()).toBe(0);
  });
});
