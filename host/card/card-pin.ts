/**
 * A PIN of an application: the one file that sends VERIFY and CHANGE REFERENCE DATA. docs/card.md, "PINs".
 *
 * - Each is sent once or not at all: never with no tries left, never while they are not known, never again.
 * - The tries left are asked with the four-byte form of VERIFY, which costs none.
 */
import { type ErrorCode, KazasuError } from '../../shared/errors.ts';
import type { PinKind } from '../../shared/jpki.ts';
import type { CardApplication } from './card-application.ts';
import { changeError, SW, triesLeftIn, verifyError } from './status-words.ts';

export class CardPin {
  readonly #application: CardApplication;
  readonly #kind: PinKind;
  readonly #fid: number;
  /** As the card last told them; forgotten when they may have changed unseen. */
  #triesLeft: number | undefined;

  constructor(application: CardApplication, kind: PinKind, fid: number) {
    this.#application = application;
    this.#kind = kind;
    this.#fid = fid;
  }

  /** @returns undefined on a card without this PIN, or when the card does not say */
  async readTriesLeft(): Promise<number | undefined> {
    this.#triesLeft = undefined;
    if (!(await this.#application.findEf(this.#fid))) return undefined;
    // Case 1, four bytes: with a fifth (Le) the card answers 6700.
    const { sw } = await this.#application.transmitOnce(VERIFY);
    this.#triesLeft = triesLeftIn(sw);
    return this.#triesLeft;
  }

  /**
   * Makes the PIN's file current, with the tries left known, so that VERIFY is the very next command.
   * @returns the tries left
   * @throws `certificate-missing` on a card without the signature PIN, `card-malformed` without another one
   */
  async prepare(): Promise<number> {
    const triesLeft = this.#triesLeft ?? (await this.readTriesLeft());
    if (triesLeft === undefined) throw new KazasuError(WITHOUT_PIN[this.#kind], 'no tries left to be had');
    await this.#application.selectEf(this.#fid);
    return triesLeft;
  }

  /**
   * Sends the PIN, at most once.
   * @param code of the right form
   * @throws those of `prepare`; `pin-blocked` before anything is sent; `wrong-pin` with the tries left, `pin-blocked`;
   *   `pin-outcome-unknown` when the card did not say whether it counted the try
   */
  async verify(code: Uint8Array): Promise<void> {
    const triesLeft = await this.prepare();
    if (triesLeft === 0) throw new KazasuError('pin-blocked', 'no tries left', { detail: { triesLeft } });
    this.#triesLeft = undefined;
    const sw = await this.#transmitSecret(VERIFY, code);
    if (sw === SW.ok) return;
    const error = verifyError(sw);
    this.#triesLeft = error.detail.triesLeft;
    throw error;
  }

  /**
   * Puts a new PIN in the place of the one that was just verified. Sent once.
   * @throws `card-malformed` or `card-unsupported` when the card refused and the old one holds;
   *   `pin-outcome-unknown` when it is not known which of the two does
   */
  async change(newCode: Uint8Array): Promise<void> {
    const sw = await this.#transmitSecret(CHANGE_REFERENCE_DATA, newCode);
    if (sw !== SW.ok) throw changeError(sw);
  }

  async #transmitSecret(command: typeof VERIFY | typeof CHANGE_REFERENCE_DATA, data: Uint8Array) {
    try {
      return (await this.#application.transmitOnce({ ...command, data })).sw;
    } catch (error) {
      throw new KazasuError('pin-outcome-unknown', 'no answer to a PIN', { cause: error });
    }
  }
}

/** VERIFY of the current EF: with data it tries the PIN, without it asks for the tries left. */
const VERIFY = { cla: 0x00, ins: 0x20, p1: 0x00, p2: 0x80 } as const;

/** CHANGE REFERENCE DATA of the current EF. P1 = 01: the data is the new PIN alone. */
const CHANGE_REFERENCE_DATA = { cla: 0x00, ins: 0x24, p1: 0x01, p2: 0x80 } as const;

/** Holders under 15 have no signature certificate, and their cards perhaps no password for it. */
const WITHOUT_PIN: Readonly<Record<PinKind, ErrorCode>> = {
  userAuthentication: 'card-malformed',
  digitalSignature: 'certificate-missing',
  cardInfoInput: 'card-malformed',
};
