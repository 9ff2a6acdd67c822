import type { SecretFile } from './card-application.ts';
import { CARD_PINS, type CardPin } from './card-pins.ts';

/** The file that holds a PIN of the holder's. */
export function pinFile(fid: number, pin: CardPin): SecretFile {
  return { kind: 'secret', fid, secret: pin, tries: CARD_PINS[pin].tries };
}
