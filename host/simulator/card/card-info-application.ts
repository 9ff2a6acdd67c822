/** 券面事項入力補助AP: what stands on the card, for filling in forms. docs/simulator.md, "Applications". */
import { createHash } from 'node:crypto';
import { type Bytes, fromHex } from '../../../shared/bytes.ts';
import { AID, CARD_INFO_EF } from '../../../shared/jpki.ts';
import { attributesFile } from './attributes-file.ts';
import type { CardApplication, SecretFile, TransparentFile } from './card-application.ts';
import type { CardSecret } from './card-pins.ts';
import { pinFile } from './pin-file.ts';
import type { CardSwitches } from './switches.ts';
import { tlv } from './tlv.ts';

export interface CardInfoContent {
  /** U+3000 between family and given name. */
  readonly name: string;
  readonly address: string;
  /** YYYYMMDD */
  readonly birthDate: string;
  /** 1 male, 2 female */
  readonly sex: string;
  /** 個人番号, 12 digits, which is 照合番号A too. */
  readonly individualNumber: string;
  /** 照合番号B: birth YYMMDD in the era, end of validity YYYY, security code of four digits. */
  readonly verificationNumberB: string;
}

/** What the host does not know, because it never reads it. */
const EF = {
  individualNumber: 0x0001,
  signature: 0x0003,
  certificate: 0x0004,
  basicInformation: 0x0005,
  reserved: 0x0008,
  verificationNumberA: 0x0014,
  verificationNumberB: 0x0015,
} as const;

export function cardInfoApplication(content: CardInfoContent, switches: CardSwitches): CardApplication {
  const number = individualNumberFile(content.individualNumber);
  const attributes = attributesFile(content, switches);
  return {
    aid: fromHex(AID.cardInfoInput),
    files: [
      readable(EF.individualNumber, number, [CARD_INFO_EF.pin, EF.verificationNumberA]),
      readable(CARD_INFO_EF.attributes, attributes.content, [CARD_INFO_EF.pin, EF.verificationNumberB]),
      readable(EF.signature, signatureFile(number, attributes.signedPart), [
        CARD_INFO_EF.pin,
        EF.verificationNumberA,
        EF.verificationNumberB,
      ]),
      readable(EF.certificate, CERTIFICATE),
      readable(EF.basicInformation, BASIC_INFORMATION),
      readable(EF.reserved, new Uint8Array(16).fill(0xff)),
      pinFile(CARD_INFO_EF.pin, 'cardInfoInput'),
      numberFile(EF.verificationNumberA, 'verificationNumberA', content.individualNumber, switches),
      numberFile(EF.verificationNumberB, 'verificationNumberB', content.verificationNumberB, switches),
    ],
  };
}

function readable(fid: number, content: Uint8Array, openedBy?: readonly number[]): TransparentFile {
  return { kind: 'transparent', fid, content, ...(openedBy !== undefined && { openedBy }) };
}

function numberFile(
  fid: number,
  secret: CardSecret,
  printed: string,
  { verificationNumberTries }: CardSwitches,
): SecretFile {
  return { kind: 'secret', fid, secret, tries: verificationNumberTries, printed };
}

/** FF10, one byte of length, twelve digits, and two bytes of filler: 17 bytes. */
function individualNumberFile(digits: string): Bytes {
  return fromHex(`FF100C${Buffer.from(digits, 'ascii').toString('hex')}FFFF`);
}

/** Hashes of the two files as they should be; nobody's key has signed them. */
function signatureFile(number: Uint8Array, attributes: Uint8Array): Bytes {
  return tlv(
    0xff30,
    tlv(0xdf31, sha256(number)),
    tlv(0xdf32, sha256(attributes)),
    tlv(0xdf33, new Uint8Array(256)),
  );
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

/** A card-verifiable certificate of the right lengths, with nothing in it. */
const CERTIFICATE = tlv(0x7f21, tlv(0x5f4e, new Uint8Array(297)), tlv(0x5f37, new Uint8Array(256)));

/** Version of the specification, key identifier, key; the last two are empty. */
const BASIC_INFORMATION = tlv(
  0xff40,
  tlv(0xdf41, fromHex('01030E01')),
  tlv(0xdf42, new Uint8Array(16)),
  tlv(0xdf43, new Uint8Array(128)),
);
