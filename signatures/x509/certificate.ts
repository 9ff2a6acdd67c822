/**
 * An X.509 certificate (RFC 5280 section 4.1), read but not judged. What nobody looks at (the insides of names, other
 * extensions) is not read either.
 */
import { equalBytes } from '../../shared/bytes.ts';
import { type DerReader, explicitTag, readOnly, TAG } from '../der/der-reader.ts';
import {
  type Extensions,
  readExtensions,
  readInteger,
  readOctetBits,
  readSmallInteger,
  readTime,
} from '../der/der-values.ts';

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
