import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KazasuError } from '../../shared/errors.ts';
import { CARD_ANSWER_LIMIT_MS, type ReaderStatus } from '../../shared/host-protocol.ts';
import { FakeHost, failure, HELLO, result } from './fake-host.ts';
import { HostClient } from './host-client.ts';

const CLIENT = { name: 'test', version: '0' };
const CARD = { reader: 'A', pin: 'userAuthentication' } as const;
const OPENED = { triesLeft: 3 };
const coded = (code: string, detail: object = {}): unknown =>
  expect.objectContaining({ name: KazasuError.name, code, detail });

let host: FakeHost;
let client: HostClient;
let end: AbortController;
let failures: KazasuError[];
let readers: (readonly ReaderStatus[])[];

beforeEach(() => {
  vi.useFakeTimers();
  host = new FakeHost();
  end = new AbortController();
  failures = [];
  readers = [];
  client = new HostClient(host, {
    signal: end.signal,
    onFailure: (error) => failures.push(error),
    onReadersChanged: (change) => readers.push(change.readers),
  });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('calls', () => {
  it('are JSON-RPC 2.0 requests with ids of their own, answered in any order', async () => {
    const first = client.call('openCard', CARD);
    const second = client.call('closeCard', {});
    host.send({ id: 1, result: {} });
    host.send({ id: 0, result: OPENED });
    expect(await Promise.all([first, second])).toEqual([OPENED, {}]);
    expect(host.received).toEqual([
      { jsonrpc: '2.0', id: 0, method: 'openCard', params: CARD },
      { jsonrpc: '2.0', id: 1, method: 'closeCard', params: {} },
    ]);
  });

  it('fail with the code of the host and what it says of the tries', async () => {
    host.answers = { authenticate: failure('wrong-pin', 2) };
    const call = client.call('authenticate', {
      origin: 'https://service.example',
      nonce: 'n'.repeat(32),
      pin: '0000',
    });
    await expect(call).rejects.toEqual(coded('wrong-pin', { triesLeft: 2 }));
    expect(failures).toEqual([]);
  });

  it('are given up by their signal, here and in the host, whose late answer is no nonsense', async () => {
    const card = new AbortController();
    const call = client.call('openCard', CARD, card.signal);
    card.abort();
    await expect(call).rejects.toEqual(coded('cancelled'));
    expect(host.received.at(-1)).toEqual({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 0 } });

    host.send({ id: 0, result: OPENED });
    expect(failures).toEqual([]);
    expect(host.isConnected).toBe(true);
  });

  it('are not made at all when their signal has aborted before', async () => {
    await expect(client.call('openCard', CARD, AbortSignal.abort())).rejects.toEqual(coded('cancelled'));
    expect(host.received).toEqual([]);
  });
});

describe('hello', () => {
  it('gives what the host says of itself', async () => {
    host.answers = { hello: result(HELLO) };
    expect(await client.hello(CLIENT)).toEqual(HELLO);
    expect(host.received[0]?.params).toEqual({ client: CLIENT, protocol: { min: 1, max: 1 } });
  });

  it.each([0, 2])('refuses protocol %d', async (protocol) => {
    host.answers = { hello: result({ ...HELLO, protocol }) };
    await expect(client.hello(CLIENT)).rejects.toEqual(coded('host-incompatible'));
    expect(host.isConnected).toBe(false);
  });

  it('passes on that the host found no protocol in common', async () => {
    host.answers = { hello: failure('host-incompatible') };
    await expect(client.hello(CLIENT)).rejects.toEqual(coded('host-incompatible'));
  });
});

describe('the end of the connection', () => {
  it.each([
    ['Specified native messaging host not found.', 'host-missing'],
    ['Native host has exited.', 'host-exited'],
  ])('for the reason "%s" is told once, to every call and to the owner', async (text, code) => {
    const calls = [client.hello(CLIENT), client.call('watchReaders', {})];
    host.exit(text);
    host.exit(text);
    for (const call of calls) await expect(call).rejects.toEqual(coded(code));
    expect(failures).toEqual([coded(code)]);
    await expect(client.call('closeCard', {})).rejects.toEqual(coded(code));
  });

  it('comes when the port has closed before the browser has said so', async () => {
    host.isConnected = false;
    await expect(client.call('closeCard', {})).rejects.toEqual(coded('host-exited'));
    expect(failures).toEqual([coded('host-exited')]);
  });

  it.each([
    ['hello', 5_000],
    ['authenticate', 5_000 + 3 * CARD_ANSWER_LIMIT_MS],
  ] as const)('comes when %s has no answer in %d ms', async (method, limit) => {
    const params = { hello: { client: CLIENT, protocol: { min: 1, max: 1 } }, authenticate: LOGIN }[method];
    const call = client.call(method, params); // each method with its own parameters
    const outcome = expect(call).rejects.toEqual(coded('host-silent'));
    await vi.advanceTimersByTimeAsync(limit - 1);
    expect(failures).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await outcome;
    expect(failures).toEqual([coded('host-silent')]);
    expect(host.isConnected).toBe(false);
  });

  it('is quiet when the owner wishes it', async () => {
    const call = client.call('watchReaders', {});
    end.abort();
    await expect(call).rejects.toEqual(coded('cancelled'));
    expect(host.isConnected).toBe(false);
    expect(failures).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

const LOGIN = { origin: 'https://service.example', nonce: 'n'.repeat(32), pin: '0000' };

describe('notifications', () => {
  it('of changed readers reach the owner', () => {
    host.send({ method: 'readersChanged', params: { readers: [{ name: 'A', state: 'card' }] } });
    expect(readers).toEqual([[{ name: 'A', state: 'card' }]]);
  });

  it('reach nobody after the end', () => {
    end.abort();
    host.send({ method: 'readersChanged', params: { readers: [] } });
    expect(readers).toEqual([]);
  });
});

/** With the keys of the protocol, and anything in them. */
const nearlyRight = fc.record(
  {
    jsonrpc: fc.constant('2.0'),
    id: fc.oneof(fc.constant(0), fc.anything()),
    method: fc.oneof(fc.constant('readersChanged'), fc.string()),
    params: fc.anything(),
    result: fc.anything(),
    error: fc.anything(),
  },
  { requiredKeys: ['jsonrpc'] },
);

describe('nonsense ends the connection:', () => {
  it.each<[string, unknown]>([
    ['no object', 'hello'],
    ['null', null],
    ['another protocol', { jsonrpc: '1.0', id: 0, result: {} }],
    ['a request to us', { jsonrpc: '2.0', id: 0, method: 'openWindow', params: {} }],
    ['an unknown notification', { jsonrpc: '2.0', method: 'openWindow', params: {} }],
    ['a notification of another form', { jsonrpc: '2.0', method: 'readersChanged', params: { readers: 1 } }],
    ['an answer to nothing', { jsonrpc: '2.0', id: 7, result: {} }],
    ['an unknown key', { jsonrpc: '2.0', id: 0, result: {}, more: 1 }],
    [
      'an unknown error code',
      { jsonrpc: '2.0', id: 0, error: { code: 1, message: '', data: { code: 'x' } } },
    ],
    ['a result of another form', { jsonrpc: '2.0', id: 0, result: { kind: 'passport' } }],
  ])('%s', async (_, message) => {
    const call = client.call('openCard', CARD);
    host.sendRaw(message);
    await expect(call).rejects.toEqual(coded('host-malformed'));
    expect(failures).toEqual([coded('host-malformed')]);
    expect(host.isConnected).toBe(false);
  });

  it('an error without an id, which gives its own reason', async () => {
    const call = client.call('openCard', CARD);
    host.send({ id: null, error: { code: -32700, message: '', data: { code: 'caller-not-allowed' } } });
    await expect(call).rejects.toEqual(coded('caller-not-allowed'));
    expect(failures).toEqual([coded('caller-not-allowed')]);
  });

  it('an answer that comes twice', async () => {
    host.answers = { closeCard: result({}) };
    await client.call('closeCard', {});
    host.send({ id: 0, result: {} });
    expect(failures).toEqual([coded('host-malformed')]);
  });

  it('whatever it is, it never throws, never resolves, and ends with one failure at most', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.anything(), nearlyRight), { maxLength: 5 }), async (messages) => {
        const port = new FakeHost();
        const seen: KazasuError[] = [];
        const fresh = new HostClient(port, {
          signal: new AbortController().signal,
          onFailure: (e) => seen.push(e),
        });
        const call = fresh.call('openCard', CARD).catch((error: unknown) => error);
        for (const message of messages) port.sendRaw(message);
        port.exit();
        expect(await call).toBeInstanceOf(KazasuError);
        expect(seen).toHaveLength(1);
      }),
    );
  });
});
