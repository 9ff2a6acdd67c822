/** The card's three secrets by their own names. */
import type { PinKind } from '../../shared/jpki.ts';
import type { MessageKey } from './text.ts';

export interface PinText {
  readonly name: MessageKey;
  /** What it looks like, and what it is for. */
  readonly use: MessageKey;
  /** Where to go with it, and what to bring. */
  readonly locked: MessageKey;
}

export const PIN_TEXT: Readonly<Record<PinKind, PinText>> = {
  userAuthentication: {
    name: 'popup.pin_user_authentication',
    use: 'popup.use_user_authentication',
    locked: 'popup.locked_user_authentication',
  },
  digitalSignature: {
    name: 'popup.pin_digital_signature',
    use: 'popup.use_digital_signature',
    locked: 'popup.locked_digital_signature',
  },
  cardInfoInput: {
    name: 'popup.pin_card_info_input',
    use: 'popup.use_card_info_input',
    locked: 'popup.locked_card_info_input',
  },
};
