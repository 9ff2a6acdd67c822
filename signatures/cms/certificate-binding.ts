/** What a signature says of the certificate by which it was made: RFC 5035 section 3, and RFC 2634 section 5.4 before it. */
import { equalBytes } from '../../shared/bytes.ts';
import type { DigestAlgorithm } from '../../shared/jpki.ts';
import { type DerReader, explicitTag, TAG } from '../der/der-reader.ts';
import { readAlgorithm, readInteger } from '../der/der-values.ts';
import { startHash } from '../running-hash.ts';
import { acceptedDigest } from '../signature-algorithm.ts';
import { SignatureFailure } from '../signature-failure.ts';
import type { Certificate } from '../x509/certificate.ts';
import { ATTRIBUTE } from './cms-oid.ts';
import { type Attributes, singleValue } from './signer-info.ts';

/** Whether this certificate is the one that the signature names. */
export type CertificateBinding = (der: Uint8Array, certificate: Certificate) => Promise<boolean> | boolean;

/**
 * By SigningCertificateV2, or where that is missing by SigningCertificate, whose digest is SHA-1: time-stamp
 * authorities still write it, as RFC 3161 section 2.4.2 asked, and to replace the certificate one would need a second
 * preimage, which SHA-1 does not give away. A person's signature has no such excuse.
 * @throws SignatureFailure when it names none
 * @throws SyntaxError
 */
export function certificateBinding(attributes: Attributes, sha1: 'allowed' | 'refused'): CertificateBinding {
  const v2 = singleValue(attributes, ATTRIBUTE.signingCertificateV2, TAG.sequence);
  if (v2) return readBindingV2(firstIdentifier(v2));
  const v1 = singleValue(attributes, ATTRIBUTE.signingCertificate, TAG.sequence);
  if (!v1) throw new SignatureFailure('signer-certificate-unbound', 'no signing-certificate attribute');
  if (sha1 === 'refused')
    throw new SignatureFailure('signature-algorithm-weak', 'the certificate is named by its SHA-1');
  return readBindingV1(firstIdentifier(v1));
}

/** The first of the list is the signer's; those of its authorities may follow, and policies that nobody looks at. */
function firstIdentifier(signingCertificate: DerReader): DerReader {
  return signingCertificate.read(TAG.sequence).read(TAG.sequence);
}

function readBindingV2(fields: DerReader): CertificateBinding {
  const isDefault = fields.nextTag !== TAG.sequence;
  const algorithm: DigestAlgorithm = isDefault ? 'SHA-256' : acceptedDigest(readAlgorithm(fields));
  const { digest, namesCertificate } = readDigestAndName(fields);
  return (der, certificate) =>
    equalBytes(startHash(algorithm).update(der).digest(), digest) && namesCertificate(certificate);
}

function readBindingV1(fields: DerReader): CertificateBinding {
  const { digest, namesCertificate } = readDigestAndName(fields);
  return async (der, certificate) => {
    const sha1 = await crypto.subtle.digest('SHA-1', Uint8Array.from(der));
    return equalBytes(new Uint8Array(sha1), digest) && namesCertificate(certificate);
  };
}

/** In both versions, ESSCertID ends with the digest and an optional IssuerSerial. */
function readDigestAndName(fields: DerReader) {
  const digest = fields.read(TAG.octetString).rest;
  const issuerSerial = fields.readOptional(TAG.sequence);
  fields.expectEnd();
  return { digest, namesCertificate: issuerSerial ? readIssuerSerial(issuerSerial) : () => true };
}

/** IssuerSerial: one GeneralName, a directoryName, and the serial number. */
function readIssuerSerial(fields: DerReader): (certificate: Certificate) => boolean {
  const names = fields.read(TAG.sequence);
  const directoryName = names.read(explicitTag(4));
  const issuer = directoryName.readElement(TAG.sequence);
  directoryName.expectEnd();
  names.expectEnd();
  const serialNumber = readInteger(fields);
  fields.expectEnd();
  return (certificate) =>
    equalBytes(certificate.issuer, issuer) && equalBytes(certificate.serialNumber, serialNumber);
}
