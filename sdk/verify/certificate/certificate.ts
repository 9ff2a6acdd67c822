/**
 * An X.509 certificate (RFC 5280 section 4.1), read but not judged.
 */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { BitString } from 'asn1js';
import { Certificate as X509, type Extension, type RelativeDistinguishedNames } from 'pkijs';
import { decodeDer } from './der.ts';

/** RFC 4055 section 5: the only one that the JPKI signs certificates with. */
const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';
/** RFC 3279 section 2.3.1. */
const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';

export interface Certificate {
  /** The octets that the issuer signed. */
  readonly toBeSigned: Uint8Array;
  /** Contents of the INTEGER. */
  readonly serialNumber: Uint8Array;
  readonly issuer: RelativeDistinguishedNames;
  readonly subject: RelativeDistinguishedNames;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: PublicKeyInfo;
  /** By object identifier. */
  readonly extensions: ReadonlyMap<string, Extension>;
  /** Object identifier. */
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
}

interface PublicKeyInfo {
  /** Object identifier. */
  readonly algorithm: string;
  readonly key: Uint8Array;
}

/** @throws SyntaxError unless it is one version 3 certificate in DER and nothing else */
export function parseCertificate(der: Uint8Array): Certificate {
  const certificate = decodeDer(der, X509);
  if (certificate.version !== 2) throw new SyntaxError('not a version 3 certificate');
  // RFC 5280 section 4.1.1.2: both copies of the algorithm are the same.
  if (!certificate.signature.isEqual(certificate.signatureAlgorithm)) {
    throw new SyntaxError('two different signature algorithms');
  }
  const { algorithm, subjectPublicKey } = certificate.subjectPublicKeyInfo;
  return {
    toBeSigned: certificate.tbsView,
    serialNumber: certificate.serialNumber.valueBlock.valueHexView,
    issuer: certificate.issuer,
    subject: certificate.subject,
    notBefore: certificate.notBefore.value,
    notAfter: certificate.notAfter.value,
    publicKey: { algorithm: algorithm.algorithmId, key: wholeOctets(subjectPublicKey) },
    extensions: byIdentifier(certificate.extensions ?? []),
    signatureAlgorithm: certificate.signatureAlgorithm.algorithmId,
    signature: wholeOctets(certificate.signatureValue),
  };
}

function wholeOctets({ valueBlock }: BitString): Uint8Array {
  if (valueBlock.unusedBits !== 0) throw new SyntaxError('not a bit string of whole octets');
  return valueBlock.valueHexView;
}

/** RFC 5280 section 4.2: at most one of each kind, so that nobody can check one and use the other. */
function byIdentifier(extensions: readonly Extension[]): ReadonlyMap<string, Extension> {
  const found = new Map(extensions.map((extension) => [extension.extnID, extension]));
  if (found.size !== extensions.length) throw new SyntaxError('the same extension twice');
  return found;
}

/**
 * The certificate's key, if it is for RSA. (As PKCS #1 because OpenSSL imports it ten times as fast as the same key
 * in its SubjectPublicKeyInfo.)
 *
 * @throws SyntaxError when it says that it is for RSA and is not
 */
export function rsaPublicKey({ publicKey }: Certificate): KeyObject | undefined {
  if (publicKey.algorithm !== RSA_ENCRYPTION) return undefined;
  try {
    return createPublicKey({ key: Buffer.from(publicKey.key), format: 'der', type: 'pkcs1' });
  } catch (cause) {
    throw new SyntaxError('not an RSA public key', { cause });
  }
}

/** RSA of at least 2048 bits, as the JPKI's are. */
export function isStrongKey(key: KeyObject): boolean {
  return (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
}

/**
 * Whether the holder of this key signed the certificate, with SHA-256 and RSA. (Not by pkijs, which would import the
 * authority's key anew for each certificate.)
 */
export function isSignedBy(certificate: Certificate, issuerKey: KeyObject): boolean {
  return (
    certificate.signatureAlgorithm === SHA256_WITH_RSA &&
    verify('RSA-SHA256', certificate.toBeSigned, issuerKey, certificate.signature)
  );
}
