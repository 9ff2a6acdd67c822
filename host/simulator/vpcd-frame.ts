/** What vpcd and a virtual card say to each other (vsmartcard, "vpcd communication protocol"): frames over TCP. */
import { type Bytes, concatBytes } from '../../shared/bytes.ts';

/** A frame of one byte is no command APDU but one of these. Only {@link VPCD_CONTROL.getAtr} is answered. */
export const VPCD_CONTROL = { powerOff: 0, powerOn: 1, reset: 2, getAtr: 4 } as const;

const LENGTH_BYTES = 2;
const MAX_LENGTH = 0xffff;

/** @throws {RangeError} more than 65,535 bytes, which the length cannot say */
export function vpcdFrame(payload: Uint8Array): Bytes {
  if (payload.length > MAX_LENGTH) throw new RangeError('too long for a frame of vpcd');
  return concatBytes(Uint8Array.of(payload.length >> 8, payload.length & 0xff), payload);
}

/** Cuts a byte stream into payloads: a 16-bit length, most significant byte first, then that many bytes. */
export class VpcdFrameReader {
  #pending: Bytes = new Uint8Array(0);

  /**
   * @param chunk the next bytes of the stream; they are copied
   * @returns the payloads that end in it, however the stream is chunked
   */
  *push(chunk: Uint8Array): Generator<Bytes, void, void> {
    this.#pending = concatBytes(this.#pending, chunk);
    for (;;) {
      const [high, low] = this.#pending;
      if (high === undefined || low === undefined) return;
      const end = LENGTH_BYTES + ((high << 8) | low);
      if (this.#pending.length < end) return;
      const payload = this.#pending.slice(LENGTH_BYTES, end);
      this.#pending = this.#pending.slice(end);
      yield payload;
    }
  }
}
