/** FlateDecode (ISO 32000-2 section 7.4.4), with a bound on what may come out. */
import { concatBytes } from '../../shared/bytes.ts';

/** @throws SyntaxError for what is not zlib data (RFC 1950), or becomes more than `maxLength` bytes */
export async function inflate(bytes: Uint8Array, maxLength: number): Promise<Uint8Array> {
  // Some writers count the line end before `endstream` as part of the stream, which a decompressor may object to.
  const trimmed = withoutLineEnd(bytes);
  const first = await tryInflate(bytes, maxLength);
  const result = first ?? (trimmed.length < bytes.length ? await tryInflate(trimmed, maxLength) : undefined);
  if (!result) throw new SyntaxError('not compressed as it says');
  return result;
}

async function tryInflate(bytes: Uint8Array, maxLength: number): Promise<Uint8Array | undefined> {
  try {
    return await pipe(bytes, new DecompressionStream('deflate'), maxLength);
  } catch (error) {
    if (error instanceof SyntaxError) throw error;
    return undefined;
  }
}

function withoutLineEnd(bytes: Uint8Array): Uint8Array {
  const last = bytes.at(-1);
  if (last !== 0x0a && last !== 0x0d) return bytes;
  return bytes.subarray(0, last === 0x0a && bytes.at(-2) === 0x0d ? -2 : -1);
}

/** Compressed for FlateDecode. */
export function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  return pipe(bytes, new CompressionStream('deflate'), Number.POSITIVE_INFINITY);
}

async function pipe(
  bytes: Uint8Array,
  through: CompressionStream | DecompressionStream,
  maxLength: number,
): Promise<Uint8Array> {
  const reader = new Blob([Uint8Array.from(bytes)]).stream().pipeThrough(through).getReader();
  const chunks: Uint8Array[] = [];
  for (let length = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return concatBytes(...chunks);
    length += value.length;
    if (length > maxLength) {
      await reader.cancel();
      throw new SyntaxError('more than may come out');
    }
    chunks.push(value);
  }
}
