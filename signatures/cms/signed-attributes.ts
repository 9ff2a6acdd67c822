/** The signed attributes of a CAdES or PAdES baseline signature, written (ETSI EN 319 122-1 section 6.3). */
import { type Bytes, concatBytes, toUtf8 } from '../../shared/bytes.ts';
import { TAG } from '../der/der-reader.ts';
import { der, derObjectIdentifier } from '../der/der-writer.ts';
import { startHash } from '../running-hash.ts';
import { ATTRIBUTE, CONTENT_TYPE } from './cms-oid.ts';

export interface AttributeValues {
  /** Of the signer, DER. */
  readonly certificate: Uint8Array;
  /** Of the content. */
  readonly contentDigest: Uint8Array;
  /** PAdES says it in the PDF instead (ETSI EN 319 142-1 section 6.3). */
  readonly signingTime?: Date;
}

/** Contents of the SET OF Attribute. */
export function signedAttributes({ certificate, contentDigest, signingTime }: AttributeValues): Bytes {
  return setOf([
    attribute(ATTRIBUTE.contentType, derObjectIdentifier(CONTENT_TYPE.data)),
    ...(signingTime ? [attribute(ATTRIBUTE.signingTime, derTime(signingTime))] : []),
    attribute(ATTRIBUTE.messageDigest, der(TAG.octetString, contentDigest)),
    attribute(ATTRIBUTE.signingCertificateV2, signingCertificate(certificate)),
  ]);
}

/** RFC 5652 section 5.3 */
export function attribute(type: string, value: Uint8Array): Bytes {
  return der(TAG.sequence, derObjectIdentifier(type), der(TAG.set, value));
}

/** X.690 section 11.6: in ascending order of what they are encoded to. */
function setOf(elements: readonly Bytes[]): Bytes {
  return concatBytes(...elements.toSorted(compareOctets));
}

/** Negative, zero or positive, as sorting wants it; a shorter string comes before those that begin with it. */
export function compareOctets(left: Uint8Array, right: Uint8Array): number {
  const at = left.findIndex((octet, index) => octet !== right[index]);
  if (at === -1) return left.length - right.length;
  return (left[at] ?? 0) - (right[at] ?? -1);
}

/** RFC 5652 section 11.3: UTCTime until 2049. */
function derTime(time: Date): Bytes {
  const digits = `${time.toISOString().slice(0, 19).replace(/[-:T]/gu, '')}Z`;
  const year = time.getUTCFullYear();
  return year >= 1950 && year < 2050
    ? der(TAG.utcTime, toUtf8(digits.slice(2)))
    : der(TAG.generalizedTime, toUtf8(digits));
}

/**
 * SigningCertificateV2 (RFC 5035 section 3), by SHA-256, which is its default and therefore not named. Without
 * issuerSerial, which says nothing that the digest of the certificate does not.
 */
function signingCertificate(certificate: Uint8Array): Bytes {
  const digest = der(TAG.octetString, startHash('SHA-256').update(certificate).digest());
  const certificates = der(TAG.sequence, der(TAG.sequence, digest));
  return der(TAG.sequence, certificates);
}
