import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../shared/bytes.ts';
import { vpcdFrame, VpcdFrameReader } from './vpcd-frame.ts';

const bytes = (maxLength: number) => fc.uint8Array({ maxLength });

/** `stream` in pieces that end at `cuts`, which may lie anywhere. */
function pieces(stream: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const ends = [...cuts.map((cut) => cut % (stream.length + 1)), stream.length].sort((a, b) => a - b);
  return ends.map((end, index) => stream.subarray(ends[index - 1] ?? 0, end));
}

describe('frames', () => {
  it.each([
    { name: 'a control', frame: '0001 04', payloads: ['04'] },
    { name: 'a command', frame: '0004 00200080', payloads: ['00200080'] },
    { name: 'of no bytes', frame: '0000', payloads: [''] },
    { name: 'two in one chunk', frame: '0001 00 0001 01', payloads: ['00', '01'] },
    { name: 'half a length', frame: '00', payloads: [] },
    { name: 'all but the last byte', frame: '0002 00', payloads: [] },
  ])('$name', ({ frame, payloads }) => {
    expect([...new VpcdFrameReader().push(fromHex(frame))].map(toHex)).toEqual(payloads);
  });

  it('come back as they were, however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(bytes(300)), fc.array(fc.nat()), (payloads, cuts) => {
        const reader = new VpcdFrameReader();
        const chunks = pieces(concatBytes(...payloads.map(vpcdFrame)), cuts);
        expect(chunks.flatMap((chunk) => [...reader.push(chunk)])).toEqual(payloads);
      }),
    );
  });

  it('are in memory of their own', () => {
    const chunk = fromHex('0001 04 0002 00');
    const reader = new VpcdFrameReader();
    const [payload] = [...reader.push(chunk)];
    chunk.fill(0xff);
    expect(payload).toEqual(fromHex('04'));
    expect([...reader.push(fromHex('A4'))]).toEqual([fromHex('00A4')]);
  });
});

it.each([
  { length: 0, header: '0000' },
  { length: 258, header: '0102' },
  { length: 65_535, header: 'FFFF' },
])('a frame of $length bytes begins with $header', ({ length, header }) => {
  const frame = vpcdFrame(new Uint8Array(length));
  expect([toHex(frame.subarray(0, 2)), frame.length]).toEqual([header, length + 2]);
});

it('a frame of more bytes than its length can say is refused', () => {
  expect(() => vpcdFrame(new Uint8Array(65_536))).toThrow(RangeError);
});
