/** A request about one certificate, unsigned: RFC 6960 section 4.1, with the nonce of RFC 9654. */
import type { Bytes } from '../../../../shared/bytes.ts';
import { explicitTag, TAG } from '../../../../signatures/der/der-reader.ts';
import { der, derObjectIdentifier } from '../../../../signatures/der/der-writer.ts';
import { type CertId, derCertId } from './cert-id.ts';

export const OCSP_NONCE = '1.3.6.1.5.5.7.48.1.2';
/** RFC 9654 section 2.1: what a client should send; RFC 8954 allowed no more. */
export const NONCE_BYTES = 32;

/** DER. */
export function encodeOcspRequest(certId: CertId, nonce: Uint8Array): Bytes {
  const requestList = der(TAG.sequence, der(TAG.sequence, derCertId(certId)));
  const value = der(TAG.octetString, der(TAG.octetString, nonce));
  const extension = der(TAG.sequence, derObjectIdentifier(OCSP_NONCE), value);
  const extensions = der(explicitTag(2), der(TAG.sequence, extension));
  return der(TAG.sequence, der(TAG.sequence, requestList, extensions));
}
