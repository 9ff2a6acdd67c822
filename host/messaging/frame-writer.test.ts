import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromUtf8 } from '../../shared/bytes.ts';
import { FRAME_MAX_BYTES, type RpcFromHost } from '../../shared/host-protocol.ts';
import { FrameReader } from './frame-reader.ts';
import { encodeFrame } from './frame-writer.ts';

const message = (result: unknown): RpcFromHost => ({ jsonrpc: '2.0', id: 1, result });

describe('encodeFrame', () => {
  it('writes what FrameReader reads', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const [payload] = new FrameReader(FRAME_MAX_BYTES.fromHost).push(encodeFrame(message(value)));
        expect(JSON.parse(fromUtf8(payload ?? new Uint8Array()))).toEqual(
          JSON.parse(JSON.stringify(message(value))),
        );
      }),
    );
  });

  it('counts bytes, not characters', () => {
    const tooLong = '山'.repeat(FRAME_MAX_BYTES.fromHost / 3);
    expect(() => encodeFrame(message(tooLong))).toThrow(expect.objectContaining({ code: 'internal' }));
    expect(encodeFrame(message('a'.repeat(FRAME_MAX_BYTES.fromHost / 3)))).toBeInstanceOf(Uint8Array);
  });
});
