import { concatBytes } from '../../shared/bytes.ts';
import type { Log } from '../log.ts';
import type { CardConnection } from '../readers/reader.ts';
import { type CommandApdu, encodeCommand, parseResponse, type ResponseApdu } from './apdu.ts';
import { assertNotCancelled } from './cancellation.ts';

/** More than any answer of this card needs, and an end to a card that always has more. */
const MAX_FOLLOW_UPS = 8;

/** Commands and responses over a connection; ISO 7816-4 section 5.3.4 where T=0 shows through. */
export class CardChannel {
  readonly #connection: CardConnection;
  readonly #log: Log;
  #interruption: AbortSignal | undefined;

  constructor(connection: CardConnection, log: Log) {
    this.#connection = connection;
    this.#log = log;
  }

  /**
   * Does work that may be given up between any two commands.
   * @throws `cancelled` in place of the next command; what the work throws
   */
  async interruptible<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    this.#interruption = signal;
    return work().finally(() => {
      this.#interruption = undefined;
    });
  }

  /**
   * Sends exactly one command APDU, whatever is answered, and overwrites the bytes sent.
   * @throws the connection's errors; `card-malformed`
   */
  async transmitOnce(command: CommandApdu): Promise<ResponseApdu> {
    assertNotCancelled(this.#interruption);
    const started = performance.now();
    const bytes = encodeCommand(command);
    try {
      const response = parseResponse(await this.#connection.transmit(bytes));
      const milliseconds = Math.round(performance.now() - started);
      this.#log('apdu-exchanged', { ins: command.ins, sw: response.sw, milliseconds });
      return response;
    } finally {
      bytes.fill(0);
    }
  }

  /** Sends a command and follows `61xx` (GET RESPONSE) and `6Cxx` (again with that Le). Never for VERIFY. */
  async transmit(command: CommandApdu): Promise<ResponseApdu> {
    let response = await this.transmitOnce(command);
    for (let followUps = 0; followUps < MAX_FOLLOW_UPS; followUps += 1) {
      const followUp = followUpOf(command, response.sw);
      if (followUp === undefined) break;
      const next = await this.transmitOnce(followUp);
      response = { data: concatBytes(response.data, next.data), sw: next.sw };
    }
    return response;
  }
}

function followUpOf(command: CommandApdu, sw: number): CommandApdu | undefined {
  const le = sw & 0xff || 256;
  switch (sw >> 8) {
    case 0x61:
      return { cla: 0x00, ins: 0xc0, p1: 0x00, p2: 0x00, le };
    case 0x6c:
      return { ...command, le };
    default:
      return undefined;
  }
}
