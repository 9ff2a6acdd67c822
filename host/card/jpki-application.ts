/** 公的個人認証AP: its certificates, keys and PINs. docs/card.md has every command with its sources. */
import type { Bytes } from '../../shared/bytes.ts';
import type { CardKind } from '../../shared/host-protocol.ts';
import { AID, type CertificateKind, JPKI_EF, type PinKind } from '../../shared/jpki.ts';
import { MAX_RESPONSE_DATA } from './apdu.ts';
import type { ReadSize, Unreadable } from './binary-file.ts';
import { CardApplication } from './card-application.ts';
import type { CardChannel } from './card-channel.ts';
import { CardPin } from './card-pin.ts';
import { assertOk } from './status-words.ts';
import { cardKindOf, TOKEN_LABEL_LENGTH } from './token-information.ts';

/** A key and the PIN that opens it bear one name. */
export type JpkiKey = Exclude<PinKind, 'cardInfoInput'>;

export class JpkiApplication extends CardApplication {
  readonly pins: Readonly<Record<JpkiKey, CardPin>>;

  constructor(channel: CardChannel, readSize: ReadSize) {
    super(channel, AID.jpki, readSize);
    this.pins = {
      userAuthentication: new CardPin(this, 'userAuthentication', JPKI_EF.authPin),
      digitalSignature: new CardPin(this, 'digitalSignature', JPKI_EF.signPin),
    };
  }

  /** The kind of device that the token's label tells. */
  async readCardKind(): Promise<CardKind> {
    const label = await this.readStart(JPKI_EF.tokenInformation, TOKEN_LABEL_LENGTH);
    return cardKindOf(typeof label === 'string' ? new Uint8Array() : label);
  }

  /** DER. @throws `card-malformed` */
  readCertificate(kind: CertificateKind): Promise<Bytes | Unreadable> {
    return this.readObject(CERTIFICATE_EF[kind], CERTIFICATE_FORM);
  }

  /**
   * COMPUTE DIGITAL SIGNATURE, once its PIN is verified: RSASSA-PKCS1-v1_5, RFC 8017 section 8.2.
   * @param digestInfo DER; the card pads whatever it is given and does not look at it
   */
  async sign(key: JpkiKey, digestInfo: Uint8Array): Promise<Bytes> {
    await this.selectEf(KEY_EF[key]);
    const { data, sw } = await this.transmit({
      cla: 0x80,
      ins: 0x2a,
      p1: 0x00,
      p2: 0x80,
      data: digestInfo,
      le: MAX_RESPONSE_DATA,
    });
    assertOk(sw);
    return data;
  }
}

/** A SEQUENCE of about 1.6 KB. */
export const CERTIFICATE_FORM = { tag: 0x30, maxBytes: 4096 };

const CERTIFICATE_EF: Readonly<Record<CertificateKind, number>> = {
  userAuthentication: JPKI_EF.authCertificate,
  userAuthenticationCa: JPKI_EF.authCaCertificate,
  digitalSignature: JPKI_EF.signCertificate,
  digitalSignatureCa: JPKI_EF.signCaCertificate,
};

const KEY_EF: Readonly<Record<JpkiKey, number>> = {
  userAuthentication: JPKI_EF.authKey,
  digitalSignature: JPKI_EF.signKey,
};
