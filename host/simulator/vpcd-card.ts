/** The card as vpcd speaks to it: power, reset, answer to reset, commands. */
import type { Bytes } from '../../shared/bytes.ts';
import type { InsertedCard } from './inserted-card.ts';
import type { Trace } from './trace.ts';
import { VPCD_CONTROL } from './vpcd-frame.ts';

export class VpcdCard {
  readonly #card: InsertedCard;
  readonly #trace: Trace;

  constructor(card: InsertedCard, trace: Trace) {
    this.#card = card;
    this.#trace = trace;
  }

  /**
   * @returns undefined for what is not answered
   * @throws {KazasuError} `card-removed`
   */
  async answer(payload: Uint8Array): Promise<Bytes | undefined> {
    const [control] = payload;
    if (control !== undefined && payload.length === 1) return CONTROLS.get(control)?.(this.#card);
    let response: Bytes | undefined;
    try {
      response = await this.#card.transmit(payload);
      return response;
    } finally {
      this.#trace(payload, response);
    }
  }
}

type Control = (card: InsertedCard) => Bytes | undefined;

const powerCycle: Control = (card) => {
  card.powerCycle();
  return undefined;
};

const CONTROLS: ReadonlyMap<number, Control> = new Map<number, Control>([
  [VPCD_CONTROL.powerOff, powerCycle],
  [VPCD_CONTROL.powerOn, powerCycle],
  [
    VPCD_CONTROL.reset,
    (card) => {
      card.reset();
      return undefined;
    },
  ],
  [VPCD_CONTROL.getAtr, (card) => card.answerToReset],
]);
