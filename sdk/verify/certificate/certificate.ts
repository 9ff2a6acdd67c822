/**
 * An X.509 certificate (RFC 5280 section 4.1), read but not judged. What nobody looks at (the insides of names, other
 * extensions) is not read either.
 */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { equalBytes, fromHex } from '../../../shared/bytes.ts';
import { type DerReader, explicitTag, readOnly, TAG } from '../der/der-reader.ts';
import {
  type Extensions,
  readExtensions,
  readInteger,
  readOctetBits,
  readSmallInteger,
  readTime,
} from '../der/der-values.ts';

/** AlgorithmIdentifier of sha256WithRSAEncryption, RFC 4055 section 5: the only one that the JPKI signs certificates with. */
const SHA256_WITH_RSA = fromHex('300D 06092A864886F70D01010B 0500');
/** AlgorithmIdentifier of rsaEncryption, RFC 3279 section 2.3.1. */
const RSA_ENCRYPTION = fromHex('300D 06092A864886F70D010101 0500');

export interface Certificate {
  /** The octets that the issuer signed. */
  readonly toBeSigned: Uint8Array;
  /** Contents of the INTEGER. */
  readonly serialNumber: Uint8Array;
  /** DER of the Name. */
  readonly issuer: Uint8Array;
  /** DER of the Name. */
  readonly subject: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: PublicKeyInfo;
  readonly extensions: Extensions;
  /** DER of the AlgorithmIdentifier. */
  readonly signatureAlgorithm: Uint8Array;
  readonly signature: Uint8Array;
}

interface PublicKeyInfo {
  /** DER of the AlgorithmIdentifier. */
  readonly algorithm: Uint8Array;
  readonly key: Uint8Array;
}

/** @throws SyntaxError unless it is one version 3 certificate in DER and nothing else */
export function parseCertificate(der: Uint8Array): Certificate {
  const fields = readOnly(der, TAG.sequence);
  const toBeSigned = fields.readElement(TAG.sequence);
  const signatureAlgorithm = fields.readElement(TAG.sequence);
  const signature = readOctetBits(fields);
  fields.expectEnd();
  const { algorithm, ...rest } = readToBeSigned(readOnly(toBeSigned, TAG.sequence));
  // RFC 5280 section 4.1.1.2: both copies of the algorithm are the same.
  if (!equalBytes(algorithm, signatureAlgorithm)) throw new SyntaxError('two different signature algorithms');
  return { toBeSigned, ...rest, signatureAlgorithm, signature };
}

function readToBeSigned(fields: DerReader) {
  const version = fields.read(explicitTag(0));
  if (readSmallInteger(version) !== 2) throw new SyntaxError('not a version 3 certificate');
  version.expectEnd();
  const serialNumber = readInteger(fields);
  const algorithm = fields.readElement(TAG.sequence);
  const issuer = fields.readElement(TAG.sequence);
  const validity = fields.read(TAG.sequence);
  const notBefore = readTime(validity);
  const notAfter = readTime(validity);
  validity.expectEnd();
  const subject = fields.readElement(TAG.sequence);
  const publicKey = readPublicKey(fields.read(TAG.sequence));
  const extensions = readExtensions(fields.readOptional(explicitTag(3))?.read(TAG.sequence));
  fields.expectEnd();
  return { serialNumber, algorithm, issuer, notBefore, notAfter, subject, publicKey, extensions };
}

function readPublicKey(fields: DerReader): PublicKeyInfo {
  const algorithm = fields.readElement(TAG.sequence);
  const key = readOctetBits(fields);
  fields.expectEnd();
  return { algorithm, key };
}

/**
 * The certificate's key, if it is for RSA. (As PKCS #1 because OpenSSL imports it ten times as fast as the same key
 * in its SubjectPublicKeyInfo.)
 *
 * @throws SyntaxError when it says that it is for RSA and is not
 */
export function rsaPublicKey({ publicKey }: Certificate): KeyObject | undefined {
  if (!equalBytes(publicKey.algorithm, RSA_ENCRYPTION)) return undefined;
  try {
    return createPublicKey({ key: Buffer.from(publicKey.key), format: 'der', type: 'pkcs1' });
  } catch (cause) {
    throw new SyntaxError('not an RSA public key', { cause });
  }
}

/** RSA of at least 2048 bits, as the JPKI's are. */
export function isStrongKey(key: KeyObject | undefined): key is KeyObject {
  return (key?.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
}

/** Whether the holder of this key signed the certificate, with SHA-256 and RSA. */
export function isSignedBy(certificate: Certificate, issuerKey: KeyObject): boolean {
  return (
    equalBytes(certificate.signatureAlgorithm, SHA256_WITH_RSA) &&
    verify('sha256', certificate.toBeSigned, issuerKey, certificate.signature)
  );
}
