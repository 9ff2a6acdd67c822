import { type Bytes, fromHex } from '../../shared/bytes.ts';
import { KazasuError } from '../../shared/errors.ts';
import type { CommandApdu, ResponseApdu } from './apdu.ts';
import { BinaryFile, type ObjectForm, type ReadSize, type Unreadable } from './binary-file.ts';
import type { CardChannel } from './card-channel.ts';
import { assertOk, statusError, SW } from './status-words.ts';

/** An application of the card and its files. Which one is current is the session's business. */
export class CardApplication {
  readonly #channel: CardChannel;
  readonly #aid: string;
  readonly #file: BinaryFile;
  /** The current EF, so that none is selected twice. */
  #currentEf: number | undefined;

  constructor(channel: CardChannel, aid: string, readSize: ReadSize) {
    this.#channel = channel;
    this.#aid = aid;
    this.#file = new BinaryFile(channel, readSize);
  }

  /** @throws `card-unsupported` for a card without this application */
  async select(): Promise<void> {
    this.#currentEf = undefined;
    const command = selectByName(this.#aid);
    let { sw } = await this.#channel.transmit(command);
    // The first command after power-up may fail once; nothing has been tried yet, so it may be repeated.
    if (sw === SW.internal) ({ sw } = await this.#channel.transmit(command));
    if (sw === SW.internal) throw statusError(sw);
    // A foreign card may refuse in any way: mostly 6A82, 6Dxx or 6Exx.
    if (sw !== SW.ok) throw new KazasuError('card-unsupported', 'no such AP', { cause: statusError(sw) });
  }

  /** Makes an EF current. @returns whether there is one */
  async findEf(fid: number): Promise<boolean> {
    if (this.#currentEf === fid) return true;
    this.#currentEf = undefined;
    const { sw } = await this.#channel.transmit(selectElementaryFile(fid));
    if (sw === SW.fileNotFound) return false;
    assertOk(sw);
    this.#currentEf = fid;
    return true;
  }

  /** @throws `card-unsupported` when the card has no such file */
  async selectEf(fid: number): Promise<void> {
    if (!(await this.findEf(fid))) throw statusError(SW.fileNotFound);
  }

  /** The data object in an EF. @throws `card-malformed` */
  async readObject(fid: number, form: ObjectForm): Promise<Bytes | Unreadable> {
    return (await this.findEf(fid)) ? this.#file.readObject(form) : 'missing';
  }

  /** Up to so many bytes with which an EF begins. */
  async readStart(fid: number, length: number): Promise<Bytes | Unreadable> {
    return (await this.findEf(fid)) ? this.#file.readStart(length) : 'missing';
  }

  /** Sends a command to the current EF. */
  transmit(command: CommandApdu): Promise<ResponseApdu> {
    return this.#channel.transmit(command);
  }

  /** The same for what must never be sent twice. */
  transmitOnce(command: CommandApdu): Promise<ResponseApdu> {
    return this.#channel.transmitOnce(command);
  }
}

/** SELECT by name, first occurrence, no response data (P2 = 0C). */
function selectByName(aid: string): CommandApdu {
  return { cla: 0x00, ins: 0xa4, p1: 0x04, p2: 0x0c, data: fromHex(aid) };
}

/** SELECT of an EF under the current DF. P1 must be 02; the card refuses selection by path. */
function selectElementaryFile(fid: number): CommandApdu {
  return { cla: 0x00, ins: 0xa4, p1: 0x02, p2: 0x0c, data: Uint8Array.of(fid >> 8, fid & 0xff) };
}
