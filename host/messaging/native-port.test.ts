import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { concatBytes, fromUtf8, toUtf8 } from '../../shared/bytes.ts';
import { FRAME_MAX_BYTES } from '../../shared/host-protocol.ts';
import { LITTLE_ENDIAN } from './frame-reader.ts';
import { NativePort } from './native-port.ts';

function frame(text: string): Buffer {
  const payload = toUtf8(text);
  return Buffer.from(concatBytes(header(payload.length), payload));
}

function header(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(0, length, LITTLE_ENDIAN);
  return bytes;
}

function open() {
  const input = new PassThrough();
  const output = new PassThrough();
  const ending = new AbortController();
  const received: string[] = [];
  const refused: unknown[] = [];
  const receiver = {
    receive: (payload: Uint8Array) => received.push(fromUtf8(payload)),
    refuse: (error: unknown) => refused.push(error),
  };
  const port = new NativePort(input, output);
  return { input, output, ending, received, refused, port, done: port.receiveAll(receiver, ending.signal) };
}

describe('NativePort', () => {
  it('hands on every frame and ends with the input', async () => {
    const { input, received, refused, done } = open();
    input.write(frame('one'));
    input.end(frame('two'));
    expect(await done).toBe(true);
    expect(received).toEqual(['one', 'two']);
    expect(refused).toEqual([]);
  });

  it('overwrites the bytes of the stream', async () => {
    const { input, done } = open();
    const chunk = frame('{"pin":"4649"}');
    input.end(chunk);
    await done;
    expect(chunk.every((byte) => byte === 0)).toBe(true);
  });

  it('refuses input that ends inside a frame', async () => {
    const { input, received, refused, done } = open();
    input.end(frame('one').subarray(0, 6));
    expect(await done).toBe(false);
    expect(received).toEqual([]);
    expect(refused).toMatchObject([{ code: 'parse-error' }]);
  });

  it('reads nothing after a length that is too large', async () => {
    const { input, received, refused, done } = open();
    input.write(concatBytes(frame('one'), header(FRAME_MAX_BYTES.toHost + 1), frame('two')));
    expect(await done).toBe(false);
    expect(received).toEqual(['one']);
    expect(refused).toMatchObject([{ code: 'frame-too-large' }]);
    expect(input.destroyed).toBe(true);
  });

  it('ends when it is told to', async () => {
    const { ending, done } = open();
    ending.abort();
    expect(await done).toBe(true);
  });

  it('ends when the browser reads no more', async () => {
    const input = new PassThrough();
    const output = new Writable({
      write: (_chunk, _encoding, done) => {
        done(new Error('EPIPE'));
      },
    });
    const port = new NativePort(input, output);
    const done = port.receiveAll(
      { receive: () => undefined, refuse: () => undefined },
      new AbortController().signal,
    );
    port.send({ jsonrpc: '2.0', id: 1, result: {} });
    expect(await done).toBe(true);
  });

  it('sends frames', () => {
    const { output, port } = open();
    port.send({ jsonrpc: '2.0', id: 1, result: {} });
    expect(output.read()).toEqual(frame('{"jsonrpc":"2.0","id":1,"result":{}}'));
  });
});
