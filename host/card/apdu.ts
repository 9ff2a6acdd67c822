import { type Bytes, concatBytes } from '../../shared/bytes.ts';
import { KazasuError } from '../../shared/errors.ts';

/** A short command APDU, ISO 7816-4 section 5.1. Extended length is never used: many readers cannot carry it. */
export interface CommandApdu {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  /** 1 to 255 bytes, Lc before them; absent in cases 1 and 2. */
  readonly data?: Uint8Array;
  /** Bytes expected, 1 to 256; absent in cases 1 and 3. */
  readonly le?: number;
}

/** A response APDU, ISO 7816-4 section 5.1: up to 256 bytes of data and the status word. */
export interface ResponseApdu {
  readonly data: Bytes;
  readonly sw: number;
}

export const MAX_RESPONSE_DATA = 256;

/** @throws {RangeError} when it is no short APDU, which is a mistake in this program */
export function encodeCommand({ cla, ins, p1, p2, data, le }: CommandApdu): Bytes {
  const header = Uint8Array.of(cla, ins, p1, p2);
  return concatBytes(header, encodeData(data), encodeLe(le));
}

/** @throws `card-malformed` for what is no response to a short command */
export function parseResponse(response: Uint8Array): ResponseApdu {
  const dataLength = response.length - 2;
  if (dataLength < 0 || dataLength > MAX_RESPONSE_DATA) throw new KazasuError('card-malformed');
  const status = new DataView(response.buffer, response.byteOffset + dataLength, 2);
  return { data: response.slice(0, dataLength), sw: status.getUint16(0) };
}

function encodeData(data: Uint8Array | undefined): Uint8Array {
  if (data === undefined) return new Uint8Array();
  if (data.length === 0 || data.length > 255) throw new RangeError('Lc outside 1..255');
  return concatBytes(Uint8Array.of(data.length), data);
}

function encodeLe(le: number | undefined): Uint8Array {
  if (le === undefined) return new Uint8Array();
  if (le < 1 || le > MAX_RESPONSE_DATA) throw new RangeError('Le outside 1..256');
  return Uint8Array.of(le % 256); // 00 means 256
}
