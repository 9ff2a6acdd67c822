import { expect, it } from 'vitest';
import { readBody } from './http-body.ts';

const octet = (at: number): number => at % 251;
const octets = (length: number) => Uint8Array.from({ length }, (_none, at) => octet(at));

/** In chunks of this size, each in the same buffer. */
function bodyOf(length: number, size: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  const buffer = new Uint8Array(size);
  let at = 0;
  return new ReadableStream(
    {
      pull(controller) {
        if (at === length) {
          controller.close();
          return;
        }
        const chunk = buffer.subarray(0, Math.min(size, length - at));
        chunk.forEach((_old, index) => (chunk[index] = octet(at + index)));
        at += chunk.length;
        controller.enqueue(chunk);
      },
    },
    { highWaterMark: 0 },
  );
}

it.each([
  [0, 1],
  [1, 1],
  [20_000, 1],
  [20_000, 7],
  [100_000, 99_999],
  [100_000, 100_000],
])('%i octets by %i, up to the limit and no further', async (length, size) => {
  const body = () => ({ status: 200, body: bodyOf(length, size) });
  const read = await readBody(body(), length);
  // Also where a peer sends an octet in each chunk: nothing of the chunks is kept.
  expect(read && Buffer.compare(read, octets(length))).toBe(0);
  expect(read?.buffer.byteLength).toBeLessThanOrEqual(length);
  expect((await readBody(body(), 2 ** 30))?.buffer.byteLength).toBeLessThanOrEqual(16_384 + 2 * length);
  if (length > 0) expect(await readBody(body(), length - 1)).toBeUndefined();
});

it('no body is none', async () => {
  expect(await readBody({ status: 200, body: null }, 10)).toEqual(new Uint8Array());
});
