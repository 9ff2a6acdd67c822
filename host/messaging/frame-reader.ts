import { endianness } from 'node:os';
import type { Bytes } from '../../shared/bytes.ts';
import { KazasuError } from '../../shared/errors.ts';

/** The browsers write and read the length in the byte order of the machine. */
export const LITTLE_ENDIAN = endianness() === 'LE';
export const LENGTH_BYTES = 4;

/**
 * Cuts a byte stream into native-messaging frames: a 32-bit length in native byte order, then that many bytes.
 * The same bytes give the same frames however they are chunked. The length is checked before any memory is set aside.
 */
export class FrameReader {
  readonly #maxBytes: number;
  #header = new Uint8Array(LENGTH_BYTES);
  #payload: Bytes | undefined;
  /** Bytes already in the header or, once its length is known, in the payload. */
  #filled = 0;

  /** @param maxBytes the longest payload that is taken */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** `parse-error` when the stream ends here, inside a frame. */
  get failureAtEnd(): KazasuError | undefined {
    const atBoundary = this.#payload === undefined && this.#filled === 0;
    return atBoundary ? undefined : new KazasuError('parse-error', 'the stream ended inside a frame');
  }

  /**
   * @param chunk the next bytes of the stream; they are copied, so that the caller may overwrite them
   * @returns the payloads that end in it, each in memory of its own
   * @throws `frame-too-large`; where the next frame begins is unknown from there on
   */
  *push(chunk: Uint8Array): Generator<Bytes, void, void> {
    let rest = chunk;
    while (rest.length > 0) {
      rest = rest.subarray(this.#fill(rest));
      const payload = this.#completed();
      if (payload) yield payload;
    }
  }

  /** Takes what the header or the payload still lacks; returns how much that was. */
  #fill(bytes: Uint8Array): number {
    const target = this.#payload ?? this.#header;
    const taken = bytes.subarray(0, target.length - this.#filled);
    target.set(taken, this.#filled);
    this.#filled += taken.length;
    return taken.length;
  }

  #completed(): Bytes | undefined {
    if (this.#payload === undefined) {
      if (this.#filled < LENGTH_BYTES) return undefined;
      this.#payload = new Uint8Array(this.#payloadLength());
      this.#filled = 0;
    }
    if (this.#filled < this.#payload.length) return undefined;
    const payload = this.#payload;
    this.#payload = undefined;
    this.#filled = 0;
    return payload;
  }

  #payloadLength(): number {
    const length = new DataView(this.#header.buffer).getUint32(0, LITTLE_ENDIAN);
    if (length > this.#maxBytes) throw new KazasuError('frame-too-large');
    return length;
  }
}
