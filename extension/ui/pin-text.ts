/** The card's three secrets by their own names. */
import type { PinKind } from '../../shared/jpki.ts';
import type { MessageKey } from './text.ts';

export interface PinText {
  readonly name: MessageKey;
  /** What it looks like. */
  readonly form: MessageKey;
  /** What it looks like and what it is for. */
  readonly use: MessageKey;
}

export const PIN_TEXT: Readonly<Record<PinKind, PinText>> = {
  userAuthentication: {
    name: 'popup.pin_user_authentication',
    form: 'popup.pin_digits',
    use: 'popup.use_user_authentication',
  },
  digitalSignature: {
    name: 'popup.pin_digital_signature',
    form: 'popup.pin_password',
    use: 'popup.use_digital_signature',
  },
  cardInfoInput: {
    name: 'popup.pin_card_info_input',
    form: 'popup.pin_digits',
    use: 'popup.use_card_info_input',
  },
};
