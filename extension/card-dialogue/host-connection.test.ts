import { beforeEach, expect, it, vi } from 'vitest';
import { type Answers, failure, FakeHost, HELLO, result } from '../host-client/fake-host.ts';
import { HostClient } from '../host-client/host-client.ts';
import { HostConnection } from './host-connection.ts';
import type { HostEvent } from './host-event.ts';

interface CardOpened {
  readonly type: 'card-opened';
  readonly triesLeft: number;
}

let hosts: FakeHost[];
let events: (HostEvent | CardOpened)[];
let onEvent: (event: HostEvent | CardOpened) => void;

const host = (): FakeHost => hosts.at(-1) ?? expect.unreachable('no host');
/** Lets what has been answered take effect. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function connect(answers: Answers = {}): Promise<HostConnection<CardOpened>> {
  const connection = new HostConnection<CardOpened>({
    client: { name: 'test', version: '0' },
    connectHost: (options) => {
      hosts.push(new FakeHost({ hello: result(HELLO), watchReaders: result({}), ...answers }));
      return new HostClient(host(), options);
    },
    dispatch: (event) => {
      events.push(event);
      onEvent(event);
    },
  });
  connection.connect();
  await settle();
  events.length = 0;
  return connection;
}

function openCard(connection: HostConnection<CardOpened>, reader: string): void {
  const params = { reader, pin: 'userAuthentication' } as const;
  connection.askNextCard('openCard', params, ({ triesLeft }) => ({ type: 'card-opened', triesLeft }));
}

beforeEach(() => {
  hosts = [];
  events = [];
  onEvent = () => undefined;
});

it('says who the host is, and what it says of its readers', async () => {
  const connection = await connect();
  connection.carryOut({ kind: 'connect-host' });
  await vi.waitFor(() => {
    expect(host().calls).toEqual(['hello', 'watchReaders']);
  });
  host().send({ method: 'readersChanged', params: { readers: [{ name: 'A', state: 'empty' }] } });
  expect(events).toEqual([
    { type: 'host-ready', version: HELLO.version, simulated: false },
    { type: 'readers-changed', readers: [{ name: 'A', state: 'empty' }] },
  ]);
});

it.each<[string, () => unknown, CardOpened | HostEvent]>([
  ['an answer', result({ triesLeft: 3 }), { type: 'card-opened', triesLeft: 3 }],
  [
    'an error, with its tries left,',
    failure('wrong-pin', 2),
    { type: 'failed', code: 'wrong-pin', triesLeft: 2 },
  ],
])('turns %s into an event', async (_, answer, event) => {
  openCard(await connect({ openCard: answer }), 'A');
  await settle();
  expect(events).toEqual([event]);
});

it.each([
  ['an answer', { result: { triesLeft: 1 } }],
  ['an error', failure('card-removed')() as object],
])('drops %s about the card before', async (_, answer) => {
  const connection = await connect();
  openCard(connection, 'A');
  openCard(connection, 'B');
  const [first, second] = host().received.filter(({ method }) => method === 'openCard');
  host().send({ id: first?.id, ...answer });
  host().send({ id: second?.id, result: { triesLeft: 3 } });
  await settle();
  expect(events).toEqual([{ type: 'card-opened', triesLeft: 3 }]);
});

it('drops what comes of a card that is being closed, and that it could not be closed', async () => {
  const connection = await connect({ closeCard: failure('card-not-open') });
  openCard(connection, 'A');
  connection.carryOut({ kind: 'close-card' });
  host().send({ id: 2, result: { triesLeft: 1 } });
  await settle();
  expect(host().calls.at(-1)).toBe('closeCard');
  expect(events).toEqual([]);
});

it('says nothing of an end that was wanted', async () => {
  const connection = await connect();
  openCard(connection, 'A');
  connection.carryOut({ kind: 'disconnect-host' });
  host().exit();
  await settle();
  expect(host().isConnected).toBe(false);
  expect(events).toEqual([]);
});

it('says once that the host has ended, to a machine that then lets it go', async () => {
  const connection = await connect();
  onEvent = ({ type }) => {
    if (type === 'failed') connection.carryOut({ kind: 'disconnect-host' });
  };
  openCard(connection, 'A');
  host().exit();
  await settle();
  expect(events).toEqual([{ type: 'failed', code: 'host-exited', triesLeft: undefined }]);
});
