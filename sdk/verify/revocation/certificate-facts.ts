/** Of a certificate that has been verified, or is about to be: what a question about its revocation is made of. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { explicitTag, readOnly, TAG } from './der/der-reader.ts';
import {
  type Extensions,
  readAlgorithm,
  readExtensions,
  readInteger,
  readOctetBits,
  readTime,
} from './der/der-values.ts';
import { readOnlySigned, type Signed } from './signed.ts';

export interface CertificateFacts extends Signed {
  /** Contents of the INTEGER. */
  readonly serialNumber: Uint8Array;
  /** DER of the Name. */
  readonly issuer: Uint8Array;
  /** DER of the Name. */
  readonly subject: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** DER of the SubjectPublicKeyInfo. */
  readonly publicKeyInfo: Uint8Array;
  /** Its key alone, which key hashes are made of. */
  readonly publicKey: Uint8Array;
  readonly extensions: Extensions;
}

/** @throws SyntaxError unless it is one version 3 certificate in DER */
export function readCertificateFacts(der: Uint8Array): CertificateFacts {
  const signed = readOnlySigned(der);
  const fields = readOnly(signed.toBeSigned, TAG.sequence);
  const [version] = readInteger(fields.read(explicitTag(0)));
  if (version !== 2) throw new SyntaxError('not a version 3 certificate');
  const serialNumber = readInteger(fields);
  const algorithm = readAlgorithm(fields);
  if (algorithm !== signed.algorithm) throw new SyntaxError('two different signature algorithms');
  const issuer = fields.readElement(TAG.sequence);
  const validity = fields.read(TAG.sequence);
  const notBefore = readTime(validity);
  const notAfter = readTime(validity);
  const subject = fields.readElement(TAG.sequence);
  const publicKeyInfo = fields.readElement(TAG.sequence);
  const extensions = readExtensions(fields.readOptional(explicitTag(3))?.read(TAG.sequence));
  const publicKey = readKey(publicKeyInfo);
  return {
    ...signed,
    serialNumber,
    issuer,
    notBefore,
    notAfter,
    subject,
    publicKeyInfo,
    publicKey,
    extensions,
  };
}

const issuers = new WeakMap<Uint8Array, CertificateFacts>();

/** Of a trust anchor, whose octets are the same object at each log-in: read once. @throws SyntaxError */
export function readIssuerFacts(der: Uint8Array): CertificateFacts {
  const known = issuers.get(der) ?? readCertificateFacts(der);
  issuers.set(der, known);
  return known;
}

function readKey(publicKeyInfo: Uint8Array): Uint8Array {
  const fields = readOnly(publicKeyInfo, TAG.sequence);
  readAlgorithm(fields);
  return readOctetBits(fields);
}

/** @throws Error unless OpenSSL can read it */
export function importPublicKey({ publicKeyInfo }: CertificateFacts): KeyObject {
  return createPublicKey({ key: Buffer.from(publicKeyInfo), format: 'der', type: 'spki' });
}
