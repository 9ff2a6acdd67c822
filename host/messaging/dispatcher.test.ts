import { beforeEach, describe, expect, it, vi } from 'vitest';
import { toUtf8 } from '../../shared/bytes.ts';
import { KazasuError } from '../../shared/errors.ts';
import type { RpcFromHost } from '../../shared/host-protocol.ts';
import type { Log } from '../log.ts';
import { deferred } from '../testing/deferred.ts';
import { Dispatcher, MAX_PENDING_CALLS, type MethodHandlers } from './dispatcher.ts';

const HELLO_PARAMS = { client: { name: 'test', version: '1' }, protocol: { min: 1, max: 1 } };
const HELLO_RESULT = { name: 'host', version: '1', protocol: 1, capabilities: [], simulated: false };
const OPEN_PARAMS = { reader: 'R', pin: 'userAuthentication' } as const;
const OPEN_RESULT = { triesLeft: 3 };

const sent: RpcFromHost[] = [];
const log = vi.fn<Log>();
const handlers = {
  hello: vi.fn<MethodHandlers['hello']>(),
  watchReaders: vi.fn<MethodHandlers['watchReaders']>(),
  openCard: vi.fn<MethodHandlers['openCard']>(),
  inspectCard: vi.fn<MethodHandlers['inspectCard']>(),
  readCertificate: vi.fn<MethodHandlers['readCertificate']>(),
  authenticate: vi.fn<MethodHandlers['authenticate']>(),
  beginSigning: vi.fn<MethodHandlers['beginSigning']>(),
  sign: vi.fn<MethodHandlers['sign']>(),
  readAttributes: vi.fn<MethodHandlers['readAttributes']>(),
  changePin: vi.fn<MethodHandlers['changePin']>(),
  diagnose: vi.fn<MethodHandlers['diagnose']>(),
  closeCard: vi.fn<MethodHandlers['closeCard']>(),
};
let dispatcher: Dispatcher;

beforeEach(() => {
  sent.length = 0;
  vi.resetAllMocks();
  handlers.hello.mockReturnValue(HELLO_RESULT);
  handlers.closeCard.mockReturnValue({});
  dispatcher = new Dispatcher(handlers, (message) => sent.push(message), log);
});

function receive(message: unknown): void {
  dispatcher.receive(toUtf8(JSON.stringify(message)));
}

/** Resolves with the answer, which comes when the handler has come to its end. */
async function answerTo(message: object): Promise<RpcFromHost | undefined> {
  const count = sent.length;
  receive({ jsonrpc: '2.0', ...message });
  await vi.waitFor(() => {
    expect(sent.length).toBeGreaterThan(count);
  });
  return sent.at(-1);
}

function greet(): Promise<unknown> {
  return answerTo({ id: 0, method: 'hello', params: HELLO_PARAMS });
}

describe('Dispatcher', () => {
  it('answers a request with what its method returns', async () => {
    await greet();
    handlers.openCard.mockResolvedValue(OPEN_RESULT);
    const answer = await answerTo({ id: 1, method: 'openCard', params: OPEN_PARAMS });
    expect(answer).toEqual({ jsonrpc: '2.0', id: 1, result: OPEN_RESULT });
    expect(handlers.openCard).toHaveBeenCalledWith(OPEN_PARAMS, expect.anything());
  });

  it('answers nothing else before hello', async () => {
    expect(await answerTo({ id: 1, method: 'closeCard' })).toMatchObject({
      error: { message: 'invalid-rpc' },
    });
    expect(handlers.closeCard).not.toHaveBeenCalled();
    await greet();
    expect(await answerTo({ id: 1, method: 'closeCard' })).toMatchObject({ result: {} });
  });

  it('is not greeted by a hello that failed', async () => {
    handlers.hello.mockImplementation(() => {
      throw new KazasuError('host-incompatible');
    });
    expect(await greet()).toMatchObject({ error: { message: 'host-incompatible' } });
    expect(await answerTo({ id: 1, method: 'closeCard' })).toMatchObject({
      error: { message: 'invalid-rpc' },
    });
  });

  it.each(['nothingSuch', 'constructor', '__proto__', 'toString', '$/cancelRequest'])(
    'does not know a method %s',
    async (method) => {
      await greet();
      expect(await answerTo({ id: 1, method })).toMatchObject({
        id: 1,
        error: { code: -32601, message: 'method-not-found' },
      });
    },
  );

  it.each([
    ['a missing field', {}],
    ['an unknown field', { reader: 'R', extra: 1 }],
    ['a value of another type', { reader: 1 }],
    ['positional values', ['R']],
    ['a string too long', { reader: 'R'.repeat(129) }],
  ])('refuses params with %s and calls nothing', async (_, params) => {
    await greet();
    const answer = await answerTo({ id: 1, method: 'openCard', params });
    expect(answer).toMatchObject({ id: 1, error: { code: -32602, message: 'invalid-params' } });
    expect(handlers.openCard).not.toHaveBeenCalled();
  });

  it.each([
    ['what is no JSON', toUtf8('{'), 'parse-error'],
    ['a batch', toUtf8('[{"jsonrpc":"2.0","id":1,"method":"hello"}]'), 'invalid-rpc'],
  ])('answers %s without an id', (_, payload, code) => {
    dispatcher.receive(payload);
    expect(sent).toMatchObject([{ jsonrpc: '2.0', id: null, error: { message: code } }]);
  });

  it('never answers a notification, and does not take a method for one', async () => {
    await greet();
    sent.length = 0;
    receive({ jsonrpc: '2.0', method: 'nothingSuch' });
    receive({ jsonrpc: '2.0', method: 'openCard', params: OPEN_PARAMS });
    receive({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 'x' } });
    await answerTo({ id: 9, method: 'closeCard' });
    expect(sent).toHaveLength(1);
    expect(handlers.openCard).not.toHaveBeenCalled();
  });

  it('cancels a request by its id, and answers cancelled whatever it comes to', async () => {
    await greet();
    const opening = deferred<typeof OPEN_RESULT>();
    handlers.openCard.mockReturnValue(opening.promise);
    receive({ jsonrpc: '2.0', id: 5, method: 'openCard', params: OPEN_PARAMS });
    receive({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 5 } });
    const [, call] = handlers.openCard.mock.lastCall ?? [];
    expect(call?.signal.aborted).toBe(true);
    opening.resolve(OPEN_RESULT);
    await vi.waitFor(() => {
      expect(sent.at(-1)).toMatchObject({ id: 5, error: { message: 'cancelled' } });
    });
  });

  it('answers cancelled also when the cancelled method fails', async () => {
    await greet();
    handlers.openCard.mockImplementation((_, { signal }) => {
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new KazasuError('card-removed'));
        });
      });
    });
    receive({ jsonrpc: '2.0', id: 5, method: 'openCard', params: OPEN_PARAMS });
    dispatcher.abort();
    await vi.waitFor(() => {
      expect(sent.at(-1)).toMatchObject({ id: 5, error: { message: 'cancelled' } });
    });
  });

  it('cancels nothing for an id that is not under way', async () => {
    await greet();
    const opening = deferred<typeof OPEN_RESULT>();
    handlers.openCard.mockReturnValue(opening.promise);
    receive({ jsonrpc: '2.0', id: 5, method: 'openCard', params: OPEN_PARAMS });
    receive({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 6 } });
    opening.resolve(OPEN_RESULT);
    await vi.waitFor(() => {
      expect(sent.at(-1)).toMatchObject({ id: 5, result: OPEN_RESULT });
    });
  });

  it('refuses an id that is under way already', async () => {
    await greet();
    handlers.openCard.mockReturnValue(deferred<typeof OPEN_RESULT>().promise);
    receive({ jsonrpc: '2.0', id: 5, method: 'openCard', params: OPEN_PARAMS });
    receive({ jsonrpc: '2.0', id: 5, method: 'closeCard' });
    expect(sent.at(-1)).toMatchObject({ id: null, error: { message: 'invalid-rpc' } });
    expect(handlers.closeCard).not.toHaveBeenCalled();
  });

  it('does not let requests pile up', async () => {
    await greet();
    handlers.openCard.mockReturnValue(deferred<typeof OPEN_RESULT>().promise);
    for (let id = 1; id <= MAX_PENDING_CALLS; id += 1) {
      receive({ jsonrpc: '2.0', id, method: 'openCard', params: OPEN_PARAMS });
    }
    const next = MAX_PENDING_CALLS + 1;
    receive({ jsonrpc: '2.0', id: next, method: 'openCard', params: OPEN_PARAMS });
    expect(sent.at(-1)).toMatchObject({ id: next, error: { message: 'busy' } });
    expect(handlers.openCard).toHaveBeenCalledTimes(MAX_PENDING_CALLS);
  });

  it('does what must follow an answer after it', async () => {
    await greet();
    handlers.watchReaders.mockImplementation((_, { afterAnswer }) => {
      afterAnswer(() => sent.push({ jsonrpc: '2.0', method: 'readersChanged', params: {} }));
      return {};
    });
    sent.length = 0;
    await answerTo({ id: 3, method: 'watchReaders' });
    expect(sent).toMatchObject([{ id: 3, result: {} }, { method: 'readersChanged' }]);
  });

  it('calls internal what is not ours, and says nothing of it', async () => {
    await greet();
    handlers.openCard.mockRejectedValue(new TypeError('secret of R'));
    const answer = await answerTo({ id: 1, method: 'openCard', params: OPEN_PARAMS });
    expect(answer).toEqual({
      jsonrpc: '2.0',
      id: 1,
      error: { code: -32603, message: 'internal', data: { code: 'internal' } },
    });
    expect(log).toHaveBeenCalledWith('call-crashed', { method: 'openCard' });
  });
});
