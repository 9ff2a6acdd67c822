/** What a file is, by what it begins with: its name, and what the system makes of that, are the sender's. */

export type FileKind =
  | 'pdf'
  | 'xml'
  /** CMS SignedData (RFC 5652), in DER, BER or PEM. */
  | 'cms'
  /** JWS in compact serialisation (RFC 7515). */
  | 'jws'
  /** X.509, in DER or PEM. */
  | 'certificate'
  | 'other';

/** A JWS has its certificates in its first part. */
export const HEAD_BYTES = 64 * 1024;

/** @param head the file's first bytes, `HEAD_BYTES` of them or all that there are */
export function fileKind(head: Uint8Array): FileKind {
  // Each octet is one character, so that one kind of pattern does for bytes and for text.
  const text = Array.from(head.subarray(0, HEAD_BYTES), (octet) => String.fromCharCode(octet)).join('');
  return KINDS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other';
}

/** The first that fits. */
const KINDS: readonly (readonly [FileKind, RegExp])[] = [
  // Readers look for it in the first 1024 bytes (ISO 32000-2 annex I).
  ['pdf', /^[^]{0,1019}%PDF-/u],
  // ContentInfo: SEQUENCE { OBJECT IDENTIFIER 1.2.840.113549.1.7.2 …
  ['cms', /^0[^]{1,5}\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02/u],
  ['cms', /^\s*-----BEGIN (?:CMS|PKCS7)-----/u],
  // SEQUENCE { SEQUENCE { [0] { INTEGER 2 } …: version 3.
  ['certificate', /^0\x82[^]{2}0\x82[^]{2}\xa0\x03\x02\x01\x02/u],
  ['certificate', /^[^]{0,2048}-----BEGIN CERTIFICATE-----/u],
  ['jws', /^eyJ[\w-]*\.[\w-]*(?:$|\.[\w-]*\s*$)/u],
  // An HTML page is no XML document, even where it could be read as one.
  ['xml', /^(?:\xef\xbb\xbf)?\s*<(?:\?xml|(?!html\b)[A-Za-z_:])/iu],
];
