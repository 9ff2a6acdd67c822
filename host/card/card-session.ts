import type { Bytes } from '../../shared/bytes.ts';
import { errorCodeOf, KazasuError } from '../../shared/errors.ts';
import { AID, type CertificateKind, type DigestAlgorithm, PIN, type PinKind } from '../../shared/jpki.ts';
import type { Log } from '../log.ts';
import type { CardConnection } from '../readers/reader.ts';
import { MAX_RESPONSE_DATA } from './apdu.ts';
import type { ReadSize } from './binary-file.ts';
import { assertNotCancelled } from './cancellation.ts';
import { CardApplication } from './card-application.ts';
import type { CardAttributes } from './card-attributes.ts';
import { CardChannel } from './card-channel.ts';
import { CardInfoApplication } from './card-info-application.ts';
import { type CardInspection, inspectJpki } from './card-inspection.ts';
import type { CardPin } from './card-pin.ts';
import { assertValidAt, type CardCertificate, parseCertificate } from './certificate.ts';
import { encodeDigestInfo } from './digest-info.ts';
import { JpkiApplication, type JpkiKey } from './jpki-application.ts';
import { encodeNewPin, encodePin, withSecret } from './pin-code.ts';

/** Certificates that no PIN protects. */
export type FreeCertificateKind = Exclude<CertificateKind, 'digitalSignature'>;

export interface Digest {
  readonly algorithm: DigestAlgorithm;
  readonly value: Bytes;
}

/**
 * One card on an exclusive connection, until `close`. Its operations must not overlap, which CardAccess sees to.
 *
 * Each can be given up by its signal between any two commands, save CHANGE REFERENCE DATA and the question that follows
 * it; whoever gave it up closes the session. All operations fail with what the connection throws, `card-unsupported`,
 * `card-malformed` and `cancelled`; those that take a PIN also with those of {@link encodePin} and {@link CardPin.verify}.
 */
export class CardSession {
  readonly #connection: CardConnection;
  readonly #channel: CardChannel;
  readonly #log: Log;
  readonly #jpki: JpkiApplication;
  readonly #cardInfo: CardInfoApplication;
  readonly #issuerSecurityDomain: CardApplication;
  #current: CardApplication | undefined;
  #pinSent = false;
  readonly #certificates = new Map<FreeCertificateKind, CardCertificate>();
  /** Whether the card says without the password that there is no certificate behind it; asked once. */
  #withoutSignCertificate: boolean | undefined;
  /** Whose key the password has opened, until it is used. */
  #signer: CardCertificate | undefined;

  /** @param readSize lowered when the reader breaks on it */
  constructor(connection: CardConnection, log: Log, readSize: ReadSize = { bytes: MAX_RESPONSE_DATA }) {
    this.#connection = connection;
    this.#channel = new CardChannel(connection, log);
    this.#log = log;
    this.#jpki = new JpkiApplication(this.#channel, readSize);
    this.#cardInfo = new CardInfoApplication(this.#channel, readSize);
    this.#issuerSecurityDomain = new CardApplication(this.#channel, AID.issuerSecurityDomain, readSize);
  }

  /** Whether a PIN has been sent, and no other application selected since: what it may have opened may still be open. */
  get pinSent(): boolean {
    return this.#pinSent;
  }

  /** Whether the signature password has been accepted and nothing has been signed since. */
  get signing(): boolean {
    return this.#signer !== undefined;
  }

  /**
   * Selects the application of this PIN and asks for the tries left, before anybody is asked for it. What else can be asked
   * before the signature password, is: nothing then stands between what the person types and VERIFY.
   */
  begin(pin: PinKind, signal: AbortSignal): Promise<number> {
    return this.#channel.interruptible(signal, async () => {
      const cardPin = await this.#enterPin(pin);
      if (pin === 'digitalSignature') await this.#isWithoutSignCertificate();
      return cardPin.prepare();
    });
  }

  /** Everything that the card says without a PIN. */
  inspect(signal: AbortSignal): Promise<CardInspection> {
    return this.#channel.interruptible(signal, async () => {
      await this.#enter(this.#jpki);
      const inspection = await inspectJpki(this.#jpki);
      const cardInfoInput = await this.#cardInfoTriesLeft();
      if (cardInfoInput === undefined) return inspection;
      return { ...inspection, triesLeft: { ...inspection.triesLeft, cardInfoInput } };
    });
  }

  /**
   * A certificate that no PIN protects, read once. After the user-authentication certificate its PIN's file is current,
   * so that between the PIN and the signature stand three commands: VERIFY, SELECT and COMPUTE DIGITAL SIGNATURE.
   * @throws `certificate-missing`; `smartphone-unsupported` for a device that asks for the PIN first
   */
  readCertificate(which: FreeCertificateKind, signal: AbortSignal): Promise<CardCertificate> {
    return this.#channel.interruptible(signal, async () => {
      await this.#enter(this.#jpki);
      const certificate = this.#certificates.get(which) ?? (await this.#readFreeCertificate(which));
      this.#certificates.set(which, certificate);
      if (which === 'userAuthentication') await this.#jpki.pins.userAuthentication.prepare();
      return certificate;
    });
  }

  /** The certificate that the signature password protects. @throws `certificate-missing` */
  async readSignCertificate(password: string, signal: AbortSignal): Promise<CardCertificate> {
    return withSecret(encodePin('digitalSignature', password), (code) =>
      this.#openSignCertificate(code, signal),
    );
  }

  /**
   * Signs with the user-authentication key: RS256, RFC 7518 section 3.3.
   * @throws `signature-mismatch` when the certificate's key did not make it
   */
  async signToken(message: Bytes, pin: string, signal: AbortSignal): Promise<Bytes> {
    return withSecret(encodePin('userAuthentication', pin), async (code) => {
      const certificate = await this.readCertificate('userAuthentication', signal);
      const value = new Uint8Array(await crypto.subtle.digest('SHA-256', message));
      const digest = prepareDigest({ algorithm: 'SHA-256', value });
      await this.#verify('userAuthentication', code, signal);
      return this.#channel.interruptible(signal, () => this.#sign('userAuthentication', certificate, digest));
    });
  }

  /**
   * Sends the signature password and reads the certificate behind it, which must be valid at this time. The key stays
   * open for {@link signDigests}.
   * @throws `certificate-missing`, `certificate-not-yet-valid`, `certificate-expired`
   */
  async beginSigning(password: string, now: Date, signal: AbortSignal): Promise<CardCertificate> {
    const certificate = await this.readSignCertificate(password, signal);
    assertValidAt(certificate, now);
    this.#signer = certificate;
    return certificate;
  }

  /**
   * Signs each digest with the signature key: RSASSA-PKCS1-v1_5. Once for each password.
   * @throws `card-not-open` without {@link beginSigning}; `signature-mismatch`, and then no signature at all
   */
  async signDigests(digests: readonly Digest[], signal: AbortSignal): Promise<Bytes[]> {
    const certificate = this.#signer;
    this.#signer = undefined;
    if (certificate === undefined) throw new KazasuError('card-not-open', 'no password has opened the key');
    const signable = digests.map(prepareDigest);
    return this.#channel.interruptible(signal, async () => {
      const signatures: Bytes[] = [];
      for (const digest of signable) {
        signatures.push(await this.#sign('digitalSignature', certificate, digest));
      }
      return signatures;
    });
  }

  /** The four attributes of 券面事項入力補助AP. */
  async readAttributes(pin: string, signal: AbortSignal): Promise<CardAttributes> {
    return withSecret(encodePin('cardInfoInput', pin), async (code) => {
      await this.#verify('cardInfoInput', code, signal);
      return this.#channel.interruptible(signal, () => this.#cardInfo.readAttributes());
    });
  }

  /**
   * Both forms are checked before anything is sent.
   * @returns the tries left afterwards
   * @throws those of {@link encodeNewPin} and {@link CardPin.change}
   */
  async changePin(which: PinKind, pin: string, newPin: string, signal: AbortSignal): Promise<number> {
    return withSecret(encodePin(which, pin), (code) =>
      withSecret(encodeNewPin(which, newPin, code), async (newCode) => {
        const cardPin = await this.#verify(which, code, signal);
        assertNotCancelled(signal);
        await cardPin.change(newCode);
        return this.#triesLeftAfterChange(which, cardPin);
      }),
    );
  }

  /**
   * Closes what a PIN has opened, twice over: by another application and by taking the power away. Waits for the card as
   * long as the connection does. Never throws.
   */
  async close(): Promise<void> {
    try {
      await this.#enter(this.#issuerSecurityDomain);
    } catch (error) {
      this.#log('card-clear-failed', { code: errorCodeOf(error) });
    }
    await this.disconnect();
  }

  /**
   * Takes the power away without asking the card for anything; during a command, as soon as the card has answered it,
   * without waiting for that. Never throws.
   */
  async disconnect(): Promise<void> {
    try {
      await this.#connection.disconnect();
    } catch (error) {
      this.#log('card-clear-failed', { code: errorCodeOf(error) });
    }
  }

  /** Makes an application current. Selecting another one closes what a PIN has opened in the one before. */
  async #enter(application: CardApplication): Promise<void> {
    if (this.#current === application) return;
    this.#current = undefined;
    this.#signer = undefined;
    await application.select();
    this.#current = application;
    this.#pinSent = false;
  }

  async #enterPin(kind: PinKind): Promise<CardPin> {
    await this.#enter(kind === 'cardInfoInput' ? this.#cardInfo : this.#jpki);
    return kind === 'cardInfoInput' ? this.#cardInfo.pin : this.#jpki.pins[kind];
  }

  /** Sends a PIN unless it was given up by now. */
  async #verify(kind: PinKind, code: Uint8Array, signal: AbortSignal): Promise<CardPin> {
    const cardPin = await this.#channel.interruptible(signal, async () => {
      const entered = await this.#enterPin(kind);
      await entered.prepare();
      return entered;
    });
    assertNotCancelled(signal);
    this.#signer = undefined;
    this.#pinSent = true;
    await cardPin.verify(code);
    return cardPin;
  }

  async #cardInfoTriesLeft(): Promise<number | undefined> {
    try {
      await this.#enter(this.#cardInfo);
    } catch (error) {
      // Smartphones do without this application.
      if (errorCodeOf(error) === 'card-unsupported') return undefined;
      throw error;
    }
    return this.#cardInfo.pin.readTriesLeft();
  }

  async #readFreeCertificate(which: FreeCertificateKind): Promise<CardCertificate> {
    const der = await this.#jpki.readCertificate(which);
    if (typeof der !== 'string') return parseCertificate(der);
    if (der === 'protected' && (await this.#jpki.readCardKind()) !== 'individual-number-card') {
      throw new KazasuError('smartphone-unsupported');
    }
    throw new KazasuError('certificate-missing', der);
  }

  /** Where the card tells that there is no certificate, it does so before the password is sent. */
  async #openSignCertificate(code: Uint8Array, signal: AbortSignal): Promise<CardCertificate> {
    await this.#channel.interruptible(signal, async () => {
      await this.#enter(this.#jpki);
      if (await this.#isWithoutSignCertificate())
        throw new KazasuError('certificate-missing', 'none, or erased');
    });
    await this.#verify('digitalSignature', code, signal);
    const der = await this.#channel.interruptible(signal, () =>
      this.#jpki.readCertificate('digitalSignature'),
    );
    if (typeof der === 'string') throw new KazasuError('certificate-missing', der);
    return parseCertificate(der);
  }

  async #isWithoutSignCertificate(): Promise<boolean> {
    this.#withoutSignCertificate ??= (await this.#jpki.readCertificate('digitalSignature')) === 'missing';
    return this.#withoutSignCertificate;
  }

  async #sign(
    key: JpkiKey,
    certificate: CardCertificate,
    { algorithm, value, digestInfo }: SignableDigest,
  ): Promise<Bytes> {
    const signature = await this.#jpki.sign(key, digestInfo);
    if (!certificate.verifiesDigest(algorithm, value, signature)) throw new KazasuError('signature-mismatch');
    return signature;
  }

  /** The change has been made, whatever the card answers now; a PIN just verified has all its tries. */
  async #triesLeftAfterChange(which: PinKind, cardPin: CardPin): Promise<number> {
    const triesLeft = await cardPin.readTriesLeft().catch(() => undefined);
    return triesLeft ?? PIN[which].tries;
  }
}

interface SignableDigest extends Digest {
  readonly digestInfo: Bytes;
}

/** Of all digests before the first is signed: all or none. @throws {RangeError} for one of another length */
function prepareDigest(digest: Digest): SignableDigest {
  return { ...digest, digestInfo: encodeDigestInfo(digest.algorithm, digest.value) };
}
