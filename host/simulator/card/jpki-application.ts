/** 公的個人認証AP with what one holder has in it. docs/card.md, "JPKI AP file map". */
import { createPrivateKey } from 'node:crypto';
import { fromHex } from '../../../shared/bytes.ts';
import { AID, JPKI_EF } from '../../../shared/jpki.ts';
import type { CardApplication, ElementaryFile } from './card-application.ts';
import { pinFile } from './pin-file.ts';
import type { CardSwitches } from './switches.ts';
import { tokenInformation } from './token-information.ts';

/** What personalisation writes into the application. */
export interface JpkiContent {
  readonly userAuthentication: JpkiKeyContent;
  readonly digitalSignature: JpkiKeyContent;
}

export interface JpkiKeyContent {
  /** DER; absent when it was never issued. */
  readonly certificate?: Uint8Array;
  /** DER */
  readonly caCertificate: Uint8Array;
  /** PKCS #8, PEM */
  readonly privateKey: string;
}

/** Not in the host's list: which certificates the card has, one byte each and a zero. */
const AVAILABILITY_FID = 0x0008;

export function jpkiApplication(content: JpkiContent, switches: CardSwitches): CardApplication {
  const { userAuthentication, digitalSignature } = content;
  const onSmartphone = !switches.tokenLabel.startsWith('JPKIAPICC');
  return {
    aid: fromHex(AID.jpki),
    files: [
      ...certificateFile(JPKI_EF.signCertificate, digitalSignature, switches, [JPKI_EF.signPin]),
      { kind: 'transparent', fid: JPKI_EF.signCaCertificate, content: digitalSignature.caCertificate },
      {
        kind: 'transparent',
        fid: JPKI_EF.tokenInformation,
        content: tokenInformation(switches.tokenLabel),
      },
      { kind: 'transparent', fid: AVAILABILITY_FID, content: availability(content, switches) },
      ...certificateFile(
        JPKI_EF.authCertificate,
        userAuthentication,
        switches,
        onSmartphone ? [JPKI_EF.authPin] : undefined,
      ),
      { kind: 'transparent', fid: JPKI_EF.authCaCertificate, content: userAuthentication.caCertificate },
      keyFile(JPKI_EF.authKey, userAuthentication, JPKI_EF.authPin),
      pinFile(JPKI_EF.authPin, 'userAuthentication'),
      keyFile(JPKI_EF.signKey, digitalSignature, JPKI_EF.signPin),
      ...signPinFile(content, switches),
    ],
  };
}

const MISSING_CERTIFICATE = {
  'no-file': undefined,
  empty: new Uint8Array(0),
  filled: new Uint8Array(16).fill(0xff),
} as const satisfies Record<CardSwitches['missingCertificate'], Uint8Array | undefined>;

function certificateFile(
  fid: number,
  { certificate }: JpkiKeyContent,
  { missingCertificate }: CardSwitches,
  openedBy?: readonly number[],
): ElementaryFile[] {
  const content = certificate ?? MISSING_CERTIFICATE[missingCertificate];
  if (content === undefined) return [];
  return [{ kind: 'transparent', fid, content, ...(openedBy !== undefined && { openedBy }) }];
}

function keyFile(fid: number, { privateKey }: JpkiKeyContent, pinFid: number): ElementaryFile {
  return { kind: 'private-key', fid, key: createPrivateKey(privateKey), openedBy: [pinFid] };
}

/** By default there without a certificate too: OpenSC refuses a card on which selecting it fails. */
function signPinFile({ digitalSignature }: JpkiContent, switches: CardSwitches): ElementaryFile[] {
  const missing = digitalSignature.certificate === undefined && !switches.pinOfMissingCertificate;
  return missing ? [] : [pinFile(JPKI_EF.signPin, 'digitalSignature')];
}

/** 8F stands for a certificate that is there; what stands for a missing one is unknown. */
function availability(content: JpkiContent, { missingCertificateMark }: CardSwitches): Uint8Array {
  const { userAuthentication, digitalSignature } = content;
  const mark = ({ certificate }: JpkiKeyContent) =>
    certificate === undefined ? Number.parseInt(missingCertificateMark, 16) : 0x8f;
  return Uint8Array.of(mark(digitalSignature), mark(userAuthentication), 0x00);
}
