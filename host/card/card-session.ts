import type { Bytes } from '../../shared/bytes.ts';
import { errorCodeOf, KazasuError } from '../../shared/errors.ts';
import type { PinKind } from '../../shared/jpki.ts';
import type { Log } from '../log.ts';
import type { CardConnection } from '../readers/reader.ts';
import { type AuthCertificate, parseAuthCertificate } from './auth-certificate.ts';
import { CardChannel } from './card-channel.ts';
import { JpkiApplication } from './jpki-application.ts';

/** A card without the signature PIN has no count for it. */
export interface TriesLeft extends Partial<Record<PinKind, number>> {
  readonly userAuthentication: number;
}

/** One card on an exclusive connection, until `close`. Its operations must not overlap, which CardAccess sees to. */
export class CardSession {
  readonly #connection: CardConnection;
  readonly #channel: CardChannel;
  readonly #application: JpkiApplication;
  readonly #log: Log;
  #certificate: AuthCertificate | undefined;

  constructor(connection: CardConnection, log: Log) {
    this.#connection = connection;
    this.#channel = new CardChannel(connection, log);
    this.#application = new JpkiApplication(this.#channel);
    this.#log = log;
  }

  /**
   * Selects the JPKI application and asks for the tries left, before anybody is asked for a PIN.
   * @throws `card-unsupported`, `card-malformed`, `cancelled`, and what the connection throws
   */
  begin(signal: AbortSignal): Promise<TriesLeft> {
    return this.#channel.interruptible(signal, async () => {
      await this.#application.select();
      const digitalSignature = await this.#application.readTriesLeft('digitalSignature');
      const userAuthentication = await this.#application.readTriesLeft('userAuthentication');
      if (userAuthentication === undefined) throw new KazasuError('card-malformed', 'no authentication PIN');
      return digitalSignature === undefined
        ? { userAuthentication }
        : { userAuthentication, digitalSignature };
    });
  }

  /**
   * The user-authentication certificate, read once. Afterwards the PIN's file is current, so that between the person's
   * PIN and the signature stand three commands: VERIFY, SELECT and COMPUTE DIGITAL SIGNATURE.
   * @throws `certificate-missing`, `card-malformed`, `card-unsupported`, `cancelled`, and what the connection throws
   */
  readAuthCertificate(signal: AbortSignal): Promise<AuthCertificate> {
    return this.#channel.interruptible(signal, async () => {
      this.#certificate ??= await parseAuthCertificate(await this.#application.readAuthCertificate());
      await this.#application.selectPin('userAuthentication');
      return this.#certificate;
    });
  }

  /**
   * Signs with the user-authentication key: RS256, RFC 7518 section 3.3.
   * @param signal gives up until the PIN is sent; from there on the card finishes
   * @throws those of JpkiApplication.verify; `cancelled`; `signature-mismatch` when the certificate's key did not make it
   */
  async sign(message: Bytes, pin: string, signal: AbortSignal): Promise<Bytes> {
    const certificate = await this.readAuthCertificate(signal);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', message));
    if (signal.aborted) throw new KazasuError('cancelled');
    await this.#application.verify('userAuthentication', pin);
    const signature = await this.#application.signWithAuthKey(digest);
    if (!certificate.verifies(message, signature)) throw new KazasuError('signature-mismatch');
    return signature;
  }

  /** Closes what a PIN has opened, twice over: by another application and by taking the power away. Never throws. */
  async close(): Promise<void> {
    try {
      await this.#application.leave();
    } catch (error) {
      this.#log('card-clear-failed', { code: errorCodeOf(error) });
    }
    await this.disconnect();
  }

  /** Takes the power away without asking the card for anything. Never throws. */
  async disconnect(): Promise<void> {
    try {
      await this.#connection.disconnect();
    } catch (error) {
      this.#log('card-clear-failed', { code: errorCodeOf(error) });
    }
  }
}
