import { equalBytes, fromHex } from '../../shared/bytes.ts';

/** Formats of signed files that are told apart by what is in them, whatever they are called. */
export const SIGNED_FORMATS = ['pdf', 'cms', 'xml', 'jws'] as const;
export type SignedFormat = (typeof SIGNED_FORMATS)[number];

export interface SignedFile {
  readonly format: SignedFormat;
  /** As the format's verifier wants it: CMS in DER, a JWS without the end of its line. */
  readonly bytes: Uint8Array;
}

/** By its first bytes. @returns undefined for a file of none of the formats */
export function recogniseFormat(bytes: Uint8Array): SignedFile | undefined {
  if (isPdf(bytes)) return { format: 'pdf', bytes };
  if (isSignedData(bytes)) return { format: 'cms', bytes };
  // As far as the first tag, and a JWS's header: both begin with ASCII.
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, START_BYTES)).toString(
    'latin1',
  );
  if (ARMOUR.test(start)) return { format: 'cms', bytes: withoutArmour(bytes) };
  if (XML.test(start)) return { format: 'xml', bytes };
  if (JWS.test(start)) return { format: 'jws', bytes: withoutLineEnd(bytes) };
  return undefined;
}

const START_BYTES = 1024;

/** ISO 32000-2 section 7.5.2; older readers allow a little in front of it (ISO 32000-1 annex H.3.4.1). */
function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, START_BYTES)).includes('%PDF-');
}

/** ContentInfo of id-signedData, RFC 5652 section 3; BER's indefinite length is the verifier's to refuse. */
function isSignedData(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x30) return false;
  const [, length = 0] = bytes;
  const start = 2 + (length > 0x80 ? length & 0x7f : 0);
  return equalBytes(bytes.subarray(start, start + SIGNED_DATA.length), SIGNED_DATA);
}

/** 1.2.840.113549.1.7.2 */
const SIGNED_DATA = fromHex('06092A864886F70D010702');

/** RFC 7468 sections 8 and 9. */
const ARMOUR = /^\s*-----BEGIN (?:CMS|PKCS7)-----/u;

function withoutArmour(bytes: Uint8Array): Uint8Array {
  const [, base64 = ''] = /-----BEGIN [A-Z0-9]+-----([A-Za-z0-9+/=\s]*)-----END/u.exec(latin1(bytes)) ?? [];
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

/** With the byte order marks of UTF-8 and UTF-16 (XML 1.0 appendix F.1). */
const XML = /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff\0?)?[\s\0]*</u;

/** RFC 7515 section 7.1: a header that begins with `{"`; with a certificate in it, it is longer than what is looked at. */
const JWS = /^eyJ[\w-]*(?:\.|$)/u;

/** Text editors and shells end a file with the end of a line, which is no part of a JWS. */
function withoutLineEnd(bytes: Uint8Array): Uint8Array {
  const end = bytes.at(-1) === 0x0a ? (bytes.at(-2) === 0x0d ? 2 : 1) : 0;
  return bytes.subarray(0, bytes.length - end);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
