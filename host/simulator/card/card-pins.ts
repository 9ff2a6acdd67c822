/** The secrets on the card, what a fresh card has in them, and the memory that keeps them without power. */
import { PIN, type PinKind } from '../../../shared/jpki.ts';

/** The PINs that a holder chooses. */
export const CARD_PINS = {
  /** 利用者証明用電子証明書の暗証番号 */
  userAuthentication: { initial: '1234', tries: PIN.userAuthentication.tries },
  /** 署名用電子証明書の暗証番号 */
  digitalSignature: { initial: 'ABC12345', tries: PIN.digitalSignature.tries },
  /** 券面事項入力補助用の暗証番号 */
  cardInfoInput: { initial: '5678', tries: PIN.cardInfoInput.tries },
} as const satisfies Record<PinKind, unknown>;
export type CardPin = PinKind;

export const CARD_PIN_NAMES = Object.keys(CARD_PINS) as readonly CardPin[]; // Object.keys forgets the literal keys

/** 照合番号A and B, which are printed on the card. */
export type VerificationNumber = 'verificationNumberA' | 'verificationNumberB';
export type CardSecret = CardPin | VerificationNumber;

export interface SecretRecord {
  /** One character for each byte (ISO 8859-1): CHANGE REFERENCE DATA takes any bytes. */
  readonly value: string;
  readonly triesLeft: number;
}

/** Non-volatile memory: a VERIFY has cost its try before the answer leaves the card. */
export interface CardMemory {
  readonly read: (secret: CardSecret) => SecretRecord;
  readonly write: (secret: CardSecret, record: SecretRecord) => void;
}
