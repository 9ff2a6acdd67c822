/**
 * The My Number Card's names and numbers. docs/card.md has the sources.
 */

/** Application identifiers (AID, ISO 7816-4 section 12.2.3), hexadecimal. */
export const AID = {
  /** 公的個人認証AP */
  jpki: 'D392F000260100000001',
  /** 券面事項入力補助AP */
  cardInfoInput: 'D3921000310001010408',
  /** 共通カードAP */
  commonCard: 'D3921000310001010100',
  /** GlobalPlatform issuer security domain, current after power-on. Selecting it clears what a PIN has opened. */
  issuerSecurityDomain: 'A0000001510000',
} as const;

/** File identifiers of the elementary files in 公的個人認証AP. */
export const JPKI_EF = {
  signCertificate: 0x0001,
  signCaCertificate: 0x0002,
  tokenInformation: 0x0006,
  authCertificate: 0x000a,
  authCaCertificate: 0x000b,
  authKey: 0x0017,
  authPin: 0x0018,
  signKey: 0x001a,
  signPin: 0x001b,
} as const;

/** File identifiers of the elementary files in 券面事項入力補助AP. The individual number (0001) is never read. */
export const CARD_INFO_EF = { attributes: 0x0002, pin: 0x0011 } as const;

/** The four attributes that 券面事項入力補助AP gives, in the order in which they are shown. */
export const ATTRIBUTES = ['name', 'address', 'birthDate', 'sex'] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

/** The form of each secret, checked before anything is sent, because a value of the wrong form costs a try. */
export const PIN = {
  /** 利用者証明用電子証明書の暗証番号 */
  userAuthentication: secret({ minLength: 4, maxLength: 4, characters: '0-9', letters: false, tries: 3 }),
  /** 署名用電子証明書の暗証番号 */
  digitalSignature: secret({ minLength: 6, maxLength: 16, characters: 'A-Z0-9', letters: true, tries: 5 }),
  /** 券面事項入力補助用の暗証番号 */
  cardInfoInput: secret({ minLength: 4, maxLength: 4, characters: '0-9', letters: false, tries: 3 }),
} as const;

/**
 * The pattern leaves what it is run on in the engine's memory: the host looks at a PIN byte by byte instead.
 * Marked as pure, so that the bridge in every page, which needs only a name from this file, is not given it.
 */
/* @__NO_SIDE_EFFECTS__ */
function secret<Form extends { minLength: number; maxLength: number; characters: string }>(form: Form) {
  const { minLength, maxLength, characters } = form;
  return { ...form, pattern: new RegExp(`^[${characters}]{${minLength},${maxLength}}$`, 'u') };
}
export type PinKind = keyof typeof PIN;
export const PIN_KINDS = [
  'userAuthentication',
  'digitalSignature',
  'cardInfoInput',
] as const satisfies PinKind[];

/** The certificates on a card: two of its holder and the two of their issuers. */
export const CERTIFICATE_KINDS = [
  'userAuthentication',
  'digitalSignature',
  'userAuthenticationCa',
  'digitalSignatureCa',
] as const;
export type CertificateKind = (typeof CERTIFICATE_KINDS)[number];

/** Object identifiers of JPKI certificates (docs/card.md, "Certificates"). */
export const JPKI_OID = {
  authPolicy: '1.2.392.200149.8.5.1.3.30',
  signPolicy: '1.2.392.200149.8.5.1.1.20',
} as const;

/** Organisation in the issuer's name of a simulated card's certificates; a real card has `JPKI`. */
export const TEST_ISSUER_ORGANISATION = 'JPKI-TEST';

/** Digests that the signature key signs: their lengths in bytes. */
export const DIGEST_LENGTH = { 'SHA-256': 32, 'SHA-384': 48, 'SHA-512': 64 } as const;
/** A digest that the signature key signs: SHA-2 alone. */
export type DigestAlgorithm = keyof typeof DIGEST_LENGTH;
export const DIGEST_ALGORITHMS = ['SHA-256', 'SHA-384', 'SHA-512'] as const satisfies DigestAlgorithm[];
