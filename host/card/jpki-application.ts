/**
 * 公的個人認証AP: the one file that knows how to speak to it. docs/card.md has every command with its sources.
 *
 * - VERIFY is sent once or not at all: never for a PIN of the wrong form, never with no tries left, never again.
 * - The tries left are asked with the four-byte form of VERIFY, which costs none.
 * - What a PIN has opened stays open until another application is selected, so `leave` does that.
 */
import { type Bytes, concatBytes, fromHex, toUtf8 } from '../../shared/bytes.ts';
import { KazasuError } from '../../shared/errors.ts';
import { AID, JPKI_EF, PIN, type PinKind } from '../../shared/jpki.ts';
import { type CommandApdu, MAX_RESPONSE_DATA } from './apdu.ts';
import type { CardChannel } from './card-channel.ts';
import { derObjectLength } from './der.ts';
import { assertOk, statusError, SW, triesLeftIn, verifyError } from './status-words.ts';

/** Certificates have about 1.6 KB; the bound keeps a card from being read without end. */
export const CERTIFICATE_MAX_BYTES = 4096;

export class JpkiApplication {
  readonly #channel: CardChannel;
  /** The current EF, so that none is selected twice. */
  #currentEf: number | undefined;
  /** As the card last told them; forgotten when they may have changed unseen. */
  readonly #triesLeft = new Map<PinKind, number>();

  constructor(channel: CardChannel) {
    this.#channel = channel;
  }

  /** @throws `card-unsupported` for a card without this application */
  async select(): Promise<void> {
    this.#currentEf = undefined;
    let { sw } = await this.#channel.transmit(selectApplication(AID.jpki));
    // The first command after power-up may fail once; nothing has been tried yet, so it may be repeated.
    if (sw === SW.internal) ({ sw } = await this.#channel.transmit(selectApplication(AID.jpki)));
    if (sw === SW.internal) throw statusError(sw);
    // A foreign card may refuse in any way: mostly 6A82, 6Dxx or 6Exx.
    if (sw !== SW.ok) throw new KazasuError('card-unsupported', 'no JPKI', { cause: statusError(sw) });
  }

  /** @returns undefined on a card without this PIN */
  async readTriesLeft(kind: PinKind): Promise<number | undefined> {
    if ((await this.#selectEf(PIN_EF[kind])) !== SW.ok) return undefined;
    // Case 1, four bytes: with a fifth (Le) the card answers 6700.
    const { sw } = await this.#channel.transmitOnce(VERIFY);
    const triesLeft = triesLeftIn(sw);
    if (triesLeft !== undefined) this.#triesLeft.set(kind, triesLeft);
    return triesLeft;
  }

  /**
   * The user-authentication certificate, DER.
   * @throws `certificate-missing`, `card-malformed`
   */
  async readAuthCertificate(): Promise<Bytes> {
    const selected = await this.#selectEf(JPKI_EF.authCertificate);
    if (selected === SW.fileNotFound) throw new KazasuError('certificate-missing');
    assertOk(selected);
    const start = await this.#readBinary(0, MAX_RESPONSE_DATA);
    if (isBlank(start)) throw new KazasuError('certificate-missing');
    const length = derObjectLength(start);
    if (length === undefined || length > CERTIFICATE_MAX_BYTES) throw new KazasuError('card-malformed');
    return this.#readOn(start, length);
  }

  /** Makes the PIN's file current, so that VERIFY is the very next command. */
  async selectPin(kind: PinKind): Promise<void> {
    assertOk(await this.#selectEf(PIN_EF[kind]));
  }

  /**
   * Sends the PIN, at most once.
   * @throws `pin-malformed` and `pin-blocked` before anything is sent; `wrong-pin` with the tries left, `pin-blocked`;
   *   `pin-outcome-unknown` when the card did not say whether it counted the try
   */
  async verify(kind: PinKind, pin: string): Promise<void> {
    if (!PIN[kind].pattern.test(pin)) throw new KazasuError('pin-malformed');
    const triesLeft = this.#triesLeft.get(kind) ?? (await this.readTriesLeft(kind));
    if (triesLeft === undefined) throw new KazasuError('card-malformed', 'no tries left to be had');
    if (triesLeft === 0) throw new KazasuError('pin-blocked', 'no tries left', { detail: { triesLeft } });
    await this.selectPin(kind);
    this.#triesLeft.delete(kind);
    const sw = await this.#transmitPin(pin);
    if (sw === SW.ok) return;
    const error = verifyError(sw);
    if (error.detail.triesLeft !== undefined) this.#triesLeft.set(kind, error.detail.triesLeft);
    throw error;
  }

  /**
   * Signs with the user-authentication key: RSASSA-PKCS1-v1_5, RFC 8017 section 8.2.
   * @param digest SHA-256, 32 bytes
   */
  async signWithAuthKey(digest: Uint8Array): Promise<Bytes> {
    assertOk(await this.#selectEf(JPKI_EF.authKey));
    // COMPUTE DIGITAL SIGNATURE. The card pads whatever it is given, so the DigestInfo comes from here.
    const data = concatBytes(SHA256_DIGEST_INFO_PREFIX, digest);
    const command = { cla: 0x80, ins: 0x2a, p1: 0x00, p2: 0x80, data, le: MAX_RESPONSE_DATA };
    const signature = await this.#channel.transmit(command);
    assertOk(signature.sw);
    return signature.data;
  }

  /** Selects the issuer security domain, which closes what a PIN has opened. */
  async leave(): Promise<void> {
    this.#currentEf = undefined;
    const { sw } = await this.#channel.transmit(selectApplication(AID.issuerSecurityDomain));
    assertOk(sw);
  }

  /** @returns the status word */
  async #selectEf(fid: number): Promise<number> {
    if (this.#currentEf === fid) return SW.ok;
    this.#currentEf = undefined;
    const { sw } = await this.#channel.transmit(selectElementaryFile(fid));
    if (sw === SW.ok) this.#currentEf = fid;
    return sw;
  }

  /** Bytes of the current EF: none past its end, fewer than asked before it. */
  async #readBinary(offset: number, le: number): Promise<Bytes> {
    const command = { cla: 0x00, ins: 0xb0, p1: offset >> 8, p2: offset & 0xff, le };
    const { data, sw } = await this.#channel.transmit(command);
    if (sw === SW.wrongOffset) return new Uint8Array();
    // What no PIN opens on a physical card and still asks for one is a certificate that was not issued.
    if (sw === SW.securityStatusNotSatisfied) throw new KazasuError('certificate-missing');
    if (sw !== SW.endOfFile) assertOk(sw);
    return data;
  }

  /** Reads on until the object is whole. What follows it in the file is padding. */
  async #readOn(start: Uint8Array, length: number): Promise<Bytes> {
    const object = new Uint8Array(length);
    object.set(start.subarray(0, length));
    for (let offset = start.length; offset < length; ) {
      const part = await this.#readBinary(offset, Math.min(MAX_RESPONSE_DATA, length - offset));
      if (part.length === 0) throw new KazasuError('card-malformed', 'the file ends inside its object');
      object.set(part.subarray(0, length - offset), offset);
      offset += part.length;
    }
    return object;
  }

  async #transmitPin(pin: string): Promise<number> {
    // These bytes are overwritten. The string they come from cannot be in JavaScript; nothing keeps it after the call.
    const data = toUtf8(pin);
    try {
      return (await this.#channel.transmitOnce({ ...VERIFY, data })).sw;
    } catch (error) {
      throw new KazasuError('pin-outcome-unknown', 'no answer to VERIFY', { cause: error });
    } finally {
      data.fill(0);
    }
  }
}

const PIN_EF = { userAuthentication: JPKI_EF.authPin, digitalSignature: JPKI_EF.signPin } as const;

/** VERIFY of the current EF: with data it tries the PIN, without it asks for the tries left. */
const VERIFY = { cla: 0x00, ins: 0x20, p1: 0x00, p2: 0x80 } as const;

/** DigestInfo of SHA-256 up to the digest itself, RFC 8017 section 9.2, note 1. */
const SHA256_DIGEST_INFO_PREFIX = fromHex('3031300D060960864801650304020105000420');

/** SELECT by name, first occurrence, no response data (P2 = 0C). */
function selectApplication(aid: string): CommandApdu {
  return { cla: 0x00, ins: 0xa4, p1: 0x04, p2: 0x0c, data: fromHex(aid) };
}

/** SELECT of an EF under the current DF. P1 must be 02; the card refuses selection by path. */
function selectElementaryFile(fid: number): CommandApdu {
  return { cla: 0x00, ins: 0xa4, p1: 0x02, p2: 0x0c, data: Uint8Array.of(fid >> 8, fid & 0xff) };
}

/** An EF that was never written to: empty, or as the memory was erased. */
function isBlank(start: Uint8Array): boolean {
  return start.every((byte) => byte === 0xff);
}
