/** READ BINARY of the current EF, ISO/IEC 7816-4 section 11.3. docs/card.md, "Reading". */
import { type Bytes, concatBytes } from '../../shared/bytes.ts';
import { type ErrorCode, errorCodeOf, KazasuError } from '../../shared/errors.ts';
import { MAX_RESPONSE_DATA, type ResponseApdu } from './apdu.ts';
import type { CardChannel } from './card-channel.ts';
import { isKnownStatus, statusError, SW } from './status-words.ts';
import { readTlvHeader } from './tlv.ts';

/** Why a file gives nothing: it was never written to, or a PIN stands before it. */
export type Unreadable = 'missing' | 'protected';

export interface ObjectForm {
  /** Of the one object in the file. */
  readonly tag: number;
  /** Keeps a card from being read without end. */
  readonly maxBytes: number;
}

/** How much one READ BINARY asks of a reader; lowered when the reader breaks on it, and remembered for that reader. */
export interface ReadSize {
  bytes: number;
}

/** Some readers cannot carry the 258 bytes of a full answer; what is left has worked with every reader known. */
const READ_SIZES = [MAX_RESPONSE_DATA, 224, 128, 64];

export class BinaryFile {
  readonly #channel: CardChannel;
  readonly #readSize: ReadSize;

  constructor(channel: CardChannel, readSize: ReadSize) {
    this.#channel = channel;
    this.#readSize = readSize;
  }

  /**
   * The data object with which the file begins, header included. What follows it in the file is padding.
   * @throws `card-malformed`
   */
  async readObject({ tag, maxBytes }: ObjectForm): Promise<Bytes | Unreadable> {
    const start = await this.readStart(MAX_RESPONSE_DATA);
    if (start === 'protected') return start;
    if (isBlank(start)) return 'missing';
    const header = readTlvHeader(start);
    const length = header && header.headerLength + header.valueLength;
    if (header?.tag !== tag || length === undefined || length > maxBytes) {
      throw new KazasuError('card-malformed', 'another object than expected');
    }
    return this.#readOn(start.subarray(0, length), length);
  }

  /** Up to so many bytes from the beginning, in one command. */
  readStart(length: number): Promise<Bytes | 'protected'> {
    return this.#read(0, length);
  }

  /** Reads on until the object is whole. */
  async #readOn(start: Bytes, length: number): Promise<Bytes | 'protected'> {
    let object = start;
    while (object.length < length) {
      const part = await this.#read(object.length, length - object.length);
      if (part === 'protected') return part;
      if (part.length === 0) throw new KazasuError('card-malformed', 'the file ends inside its object');
      object = concatBytes(object, part.subarray(0, length - object.length));
    }
    return object;
  }

  /** Bytes from this offset: none past the end of the file, and maybe fewer than wanted before it. */
  async #read(offset: number, wanted: number): Promise<Bytes | 'protected'> {
    const first = Math.min(this.#readSize.bytes, wanted);
    let doubt: Doubt = 'nothing';
    for (const le of [first, ...READ_SIZES.filter((size) => size < first)]) {
      const answer = await this.#readOnce(offset, le);
      if (answer === 'end') return new Uint8Array();
      if (answer === 'protected') return answer;
      if (answer instanceof Uint8Array) {
        if (le < first) this.#readSize.bytes = le;
        return answer;
      }
      doubt = answer;
    }
    if (doubt instanceof KazasuError) throw doubt;
    return new Uint8Array();
  }

  async #readOnce(offset: number, le: number): Promise<Bytes | 'end' | 'protected' | Doubt> {
    const response = await this.#transmitRead(offset, le);
    if (response instanceof KazasuError) return response;
    const { data, sw } = response;
    if (sw === SW.wrongOffset) return 'end';
    if (sw === SW.securityStatusNotSatisfied) return 'protected';
    if (sw === SW.ok || sw === SW.endOfFile) return data.length === 0 ? 'nothing' : data;
    if (sw === SW.wrongLength || !isKnownStatus(sw)) return statusError(sw);
    throw statusError(sw);
  }

  async #transmitRead(offset: number, le: number): Promise<ResponseApdu | KazasuError> {
    try {
      return await this.#channel.transmit({ cla: 0x00, ins: 0xb0, p1: offset >> 8, p2: offset & 0xff, le });
    } catch (error) {
      if (error instanceof KazasuError && READER_FAULTS.has(errorCodeOf(error))) return error;
      throw error;
    }
  }
}

/**
 * What may be the reader's doing, so that fewer bytes may do better: no answer, an empty one, one that is no response,
 * `6700`, and a status word that nobody knows, which is what a reader leaves that cuts an answer in the middle.
 */
type Doubt = 'nothing' | KazasuError;

const READER_FAULTS: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['transmission-failed', 'card-malformed']);

/** An EF that was never written to: empty, or as the memory was erased. */
function isBlank(start: Uint8Array): boolean {
  return start.every((byte) => byte === 0xff);
}
