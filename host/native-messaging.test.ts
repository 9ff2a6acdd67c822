import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { toUtf8 } from '../shared/bytes.ts';
import { HOST_PROTOCOL } from '../shared/host-protocol.ts';
import type { Log } from './log.ts';
import { runNativeMessaging } from './native-messaging.ts';
import type { CardConnection } from './readers/reader.ts';
import { CHROMIUM_ARGUMENTS, frame } from './testing/host-process.ts';
import { ScriptedReaders } from './testing/scripted-readers.ts';

/** A card whose answer never comes, as when a reader hangs. */
class HangingConnection implements CardConnection {
  disconnected = 0;
  transmitted = 0;

  transmit(): Promise<never> {
    this.transmitted += 1;
    return new Promise(() => undefined);
  }

  disconnect(): Promise<void> {
    this.disconnected += 1;
    return Promise.resolve();
  }
}

describe('runNativeMessaging', () => {
  it.each([
    ['the power can still be taken', (connection: HangingConnection) => connection],
    [
      'not even that comes back',
      (connection: HangingConnection) =>
        Object.assign(connection, {
          disconnect: () => {
            connection.disconnected += 1;
            return new Promise(() => undefined);
          },
        }),
    ],
  ])('ends within a second when an APDU hangs and %s', async (_, prepare) => {
    const connection = prepare(new HangingConnection());
    const input = new PassThrough();
    const log = vi.fn<Log>();
    const ended = runNativeMessaging(CHROMIUM_ARGUMENTS, {
      input,
      output: new PassThrough(),
      stderr: () => undefined,
      env: {},
      log,
      signal: new AbortController().signal,
      loadReaders: () => Promise.resolve(new ScriptedReaders(connection)),
      inspectInstallation: () => Promise.resolve([]),
    });
    const params = { client: { name: 'test', version: '0' }, protocol: HOST_PROTOCOL };
    input.write(message({ id: 1, method: 'hello', params }));
    await vi.waitFor(() => {
      expect(log).toHaveBeenCalledWith('call-answered', expect.objectContaining({ method: 'hello' }));
    });
    input.write(message({ id: 2, method: 'openCard', params: { reader: 'R', pin: 'userAuthentication' } }));
    await vi.waitFor(() => {
      expect(connection.transmitted).toBe(1);
    });
    const started = performance.now();
    input.end();
    expect(await ended).toBe(0);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(connection.disconnected).toBe(1);
    expect(log).toHaveBeenCalledWith('card-left-hanging', {});
  });
});

function message(request: object): Buffer {
  return frame(toUtf8(JSON.stringify({ jsonrpc: '2.0', ...request })));
}
