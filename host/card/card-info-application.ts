/**
 * 券面事項入力補助AP: the four attributes, by a PIN of their own.
 *
 * The application also holds the individual number (マイナンバー, EF 0001), whose collection is restricted by law. Nothing
 * here names that file, and no method takes a file identifier.
 */
import { KazasuError } from '../../shared/errors.ts';
import { AID, CARD_INFO_EF } from '../../shared/jpki.ts';
import type { ReadSize } from './binary-file.ts';
import { CardApplication } from './card-application.ts';
import {
  ATTRIBUTES_MAX_BYTES,
  ATTRIBUTES_TAG,
  type CardAttributes,
  parseCardAttributes,
} from './card-attributes.ts';
import type { CardChannel } from './card-channel.ts';
import { CardPin } from './card-pin.ts';

export class CardInfoApplication extends CardApplication {
  readonly pin: CardPin;

  constructor(channel: CardChannel, readSize: ReadSize) {
    super(channel, AID.cardInfoInput, readSize);
    this.pin = new CardPin(this, 'cardInfoInput', CARD_INFO_EF.pin);
  }

  /** Once the PIN is verified. @throws `card-malformed` */
  async readAttributes(): Promise<CardAttributes> {
    const form = { tag: ATTRIBUTES_TAG, maxBytes: ATTRIBUTES_MAX_BYTES };
    const object = await this.readObject(CARD_INFO_EF.attributes, form);
    if (typeof object === 'string') throw new KazasuError('card-malformed', `attributes ${object}`);
    return parseCardAttributes(object);
  }
}
