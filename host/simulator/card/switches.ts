/**
 * What nobody has published about the real card, or what sources dispute. Each default is the better supported answer
 * (docs/simulator.md, "What is unknown"); a host must cope with every value.
 */
import * as v from 'valibot';

/** As somebody sets them: any of them, the others keep their value. */
export const cardSwitchSettingsSchema = v.strictObject({
  /** How the reader reaches the card, which shows in the answer to reset alone. */
  interface: v.exactOptional(v.picklist(['contact', 'contactless'])),
  /** Answer to VERIFY when no try is left: JICSAP says 6984, several clients expect 6983. */
  blockedVerify: v.exactOptional(v.picklist(['6984', '6983'])),
  /** Label in the token information: with the 2, padded with spaces, or without, padded with zeros; or a smartphone's. */
  tokenLabel: v.exactOptional(
    v.picklist(['JPKIAPICCTOKEN2', 'JPKIAPICCTOKEN', 'JPKIAPGPSETOKEN', 'JPKIAPIOSTOKEN']),
  ),
  /** What stands in place of a certificate that was never issued: no file, an empty one, or FF bytes. */
  missingCertificate: v.exactOptional(v.picklist(['no-file', 'empty', 'filled'])),
  /** Whether the signature password's file is there when the certificate is not. */
  pinOfMissingCertificate: v.exactOptional(v.boolean()),
  /** What EF 0008 says of a certificate that was never issued, hexadecimal. */
  missingCertificateMark: v.exactOptional(v.picklist(['00', 'FF'])),
  /** Sex in the attributes: the holder's own, or a code that sources give for an unknown one. */
  sexCode: v.exactOptional(v.picklist(['holder', '0', '3', '9'])),
  /** Tries of 照合番号A and B. */
  verificationNumberTries: v.exactOptional(v.picklist([10, 3])),
  /** File control information after SELECT with P2=00, hexadecimal. Its content is unknown. */
  fileControlInformation: v.exactOptional(v.pipe(v.string(), v.regex(/^(?:[0-9A-F]{2}){0,256}$/u))),
  /** Whether a reset of the reader forgets what a PIN has opened. One source saw that it does not. */
  resetClearsVerified: v.exactOptional(v.boolean()),
  /** Whether the first command after power-up is answered 6F00, as one source saw. */
  firstCommandFails: v.exactOptional(v.boolean()),
  /** Whether a VERIFY during which the card loses power has cost a try, even with the right PIN. */
  tornVerifyCounts: v.exactOptional(v.boolean()),
});
export type CardSwitchSettings = Readonly<v.InferOutput<typeof cardSwitchSettingsSchema>>;
export type CardSwitches = Required<CardSwitchSettings>;

export const DEFAULT_SWITCHES: CardSwitches = {
  interface: 'contact',
  blockedVerify: '6984',
  tokenLabel: 'JPKIAPICCTOKEN2',
  missingCertificate: 'no-file',
  pinOfMissingCertificate: true,
  missingCertificateMark: '00',
  sexCode: 'holder',
  verificationNumberTries: 10,
  fileControlInformation: '',
  resetClearsVerified: false,
  firstCommandFails: false,
  tornVerifyCounts: true,
};
