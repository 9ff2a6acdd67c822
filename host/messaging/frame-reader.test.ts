import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../../shared/bytes.ts';
import { FrameReader, LITTLE_ENDIAN } from './frame-reader.ts';

const MAX = 64;

function header(length: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, length, LITTLE_ENDIAN);
  return bytes;
}

function frame(payload: Uint8Array): Uint8Array {
  return concatBytes(header(payload.length), payload);
}

function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const bounds = [
    0,
    ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b),
    bytes.length,
  ];
  return bounds.slice(1).map((end, index) => bytes.subarray(bounds[index], end));
}

const payloads = fc.array(fc.uint8Array({ maxLength: MAX }), { maxLength: 8 });
const places = fc.array(fc.nat(), { maxLength: 12 });

describe('FrameReader', () => {
  it('gives the same frames however the bytes are chunked', () => {
    fc.assert(
      fc.property(payloads, places, (expected, cuts) => {
        const reader = new FrameReader(MAX);
        const chunks = cut(concatBytes(...expected.map(frame)), cuts);
        const frames = chunks.flatMap((chunk) => [...reader.push(chunk)]);
        expect(frames).toEqual(expected);
        expect(reader.failureAtEnd).toBeUndefined();
      }),
    );
  });

  it('says that the stream ended inside a frame, wherever it ended there', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: MAX }), fc.nat(), (payload, place) => {
        const whole = frame(payload);
        const reader = new FrameReader(MAX);
        const part = whole.subarray(0, 1 + (place % (whole.length - 1)));
        expect([...reader.push(part)]).toEqual([]);
        expect(reader.failureAtEnd).toMatchObject({ code: 'parse-error' });
      }),
    );
  });

  it('keeps its own copy, so that the chunk can be overwritten', () => {
    const reader = new FrameReader(MAX);
    const first = frame(Uint8Array.of(1, 2, 3)).subarray(0, 6);
    expect([...reader.push(first)]).toEqual([]);
    first.fill(0);
    expect([...reader.push(Uint8Array.of(3))]).toEqual([Uint8Array.of(1, 2, 3)]);
  });

  it.each([
    ['one byte more than allowed', MAX + 1],
    ['2 GiB', 2 ** 31],
    ['4 GiB', 2 ** 32 - 1],
  ])('refuses a length of %s', (_, length) => {
    const reader = new FrameReader(MAX);
    expect(() => [...reader.push(header(length))]).toThrow(
      expect.objectContaining({ code: 'frame-too-large' }),
    );
  });

  it('hands out what came before a length that it refuses', () => {
    const frames = new FrameReader(MAX).push(concatBytes(frame(Uint8Array.of(7)), header(MAX + 1)));
    expect(frames.next().value).toEqual(Uint8Array.of(7));
    expect(() => frames.next()).toThrow(expect.objectContaining({ code: 'frame-too-large' }));
  });
});
