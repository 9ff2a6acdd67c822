import type { Bytes } from '../../shared/bytes.ts';
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

const HEADER_LENGTH = 4;

/**
 * Writes the command into one array and no other, so that whoever overwrites it has overwritten a PIN in it.
 * @throws {RangeError} when it is no short APDU, which is a mistake in this program
 */
export function encodeCommand({ cla, ins, p1, p2, data, le }: CommandApdu): Bytes {
  if (data !== undefined && (data.length === 0 || data.length > 255))
    throw new RangeError('Lc outside 1..255');
  if (le !== undefined && (le < 1 || le > MAX_RESPONSE_DATA)) throw new RangeError('Le outside 1..256');
  const dataLength = data === undefined ? 0 : 1 + data.length;
  const command = new Uint8Array(HEADER_LENGTH + dataLength + (le === undefined ? 0 : 1));
  command.set([cla, ins, p1, p2]);
  if (data !== undefined) {
    command[HEADER_LENGTH] = data.length;
    command.set(data, HEADER_LENGTH + 1);
  }
  if (le !== undefined) command[command.length - 1] = le % 256; // 00 means 256
  return command;
}

/** @throws `card-malformed` for what is no response to a short command */
export function parseResponse(response: Uint8Array): ResponseApdu {
  const dataLength = response.length - 2;
  if (dataLength < 0 || dataLength > MAX_RESPONSE_DATA) throw new KazasuError('card-malformed');
  const status = new DataView(response.buffer, response.byteOffset + dataLength, 2);
  return { data: response.slice(0, dataLength), sw: status.getUint16(0) };
}
