import type { CardConnection } from '../readers/reader.ts';

const INS = { verify: 0x20, changeReferenceData: 0x24 } as const;
/** VERIFY without data asks for the tries left (docs/card.md, "PINs"). */
const HEADER_LENGTH = 4;

/** A connection of which it is known whether the card may be at work with a PIN. */
export class PinInFlight implements CardConnection {
  readonly #connection: CardConnection;
  #isOut = false;
  #mayHaveChanged = false;

  constructor(connection: CardConnection) {
    this.#connection = connection;
  }

  async transmit(command: Uint8Array): ReturnType<CardConnection['transmit']> {
    const [, ins] = command;
    this.#mayHaveChanged ||= ins === INS.changeReferenceData;
    this.#isOut = ins === INS.verify && command.length > HEADER_LENGTH;
    const response = await this.#connection.transmit(command);
    this.#isOut = false;
    return response;
  }

  disconnect(): Promise<void> {
    return this.#connection.disconnect();
  }

  /** What can be said of a card that is given up now: was a try counted, or a PIN changed, that nobody knows of? */
  outcome(): 'cancelled' | 'pin-outcome-unknown' {
    return this.#isOut || this.#mayHaveChanged ? 'pin-outcome-unknown' : 'cancelled';
  }
}
