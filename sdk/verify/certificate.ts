/**
 * An X.509 certificate (RFC 5280 section 4.1), read but not judged.
 */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { equalBytes, fromHex } from '../../shared/bytes.ts';
import { contextTag, DerReader, TAG } from './der.ts';
import { readBoolean, readOctetAligned, readOid, readTime } from './der-values.ts';

/** AlgorithmIdentifier of RFC 4055 section 5, with its NULL: the only one that the JPKI signs certificates with. */
const SHA256_WITH_RSA = fromHex('300D 06092A864886F70D01010B 0500');
/** AlgorithmIdentifier of RFC 3279 section 2.3.1. */
const RSA_ENCRYPTION = fromHex('300D 06092A864886F70D010101 0500');

export interface Certificate {
  /** The octets that the issuer signed. */
  readonly toBeSigned: Uint8Array;
  /** Contents of the INTEGER. */
  readonly serialNumber: Uint8Array;
  /** Names in DER. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: PublicKeyInfo;
  readonly extensions: ReadonlyMap<string, Extension>;
  readonly signatureAlgorithm: Uint8Array;
  readonly signature: Uint8Array;
}

export interface Extension {
  readonly critical: boolean;
  /** DER of the type that the extension's object identifier stands for. */
  readonly value: Uint8Array;
}

interface PublicKeyInfo {
  readonly algorithm: Uint8Array;
  readonly key: Uint8Array;
}

/** @throws SyntaxError unless it is one version 3 certificate in DER and nothing else */
export function parseCertificate(der: Uint8Array): Certificate {
  const certificate = DerReader.open(der, TAG.sequence);
  const toBeSigned = certificate.read(TAG.sequence);
  const signatureAlgorithm = certificate.read(TAG.sequence).bytes;
  const signature = readOctetAligned(certificate.read(TAG.bitString));
  certificate.end();
  return {
    toBeSigned: toBeSigned.bytes,
    ...readToBeSigned(new DerReader(toBeSigned.content), signatureAlgorithm),
    signatureAlgorithm,
    signature,
  };
}

function readToBeSigned(
  tbs: DerReader,
  signatureAlgorithm: Uint8Array,
): Omit<Certificate, 'toBeSigned' | 'signatureAlgorithm' | 'signature'> {
  const [version] = tbs.enter(contextTag(0, { constructed: true })).read(TAG.integer).content;
  if (version !== 2) throw new SyntaxError('not a version 3 certificate');
  const serialNumber = tbs.read(TAG.integer).content;
  // RFC 5280 section 4.1.1.2: both copies of the algorithm are the same.
  if (!equalBytes(tbs.read(TAG.sequence).bytes, signatureAlgorithm)) {
    throw new SyntaxError('two different signature algorithms');
  }
  const issuer = tbs.read(TAG.sequence).bytes;
  const validity = tbs.enter(TAG.sequence);
  const notBefore = readTime(validity.any());
  const notAfter = readTime(validity.any());
  const subject = tbs.read(TAG.sequence).bytes;
  const publicKey = readPublicKeyInfo(tbs.enter(TAG.sequence));
  tbs.optional(contextTag(1, { constructed: false })); // issuerUniqueID and subjectUniqueID identify nobody here
  tbs.optional(contextTag(2, { constructed: false }));
  const extensions = readExtensions(tbs.enter(contextTag(3, { constructed: true })).enter(TAG.sequence));
  tbs.end();
  return { serialNumber, issuer, subject, notBefore, notAfter, publicKey, extensions };
}

function readPublicKeyInfo(info: DerReader): PublicKeyInfo {
  return { algorithm: info.read(TAG.sequence).bytes, key: readOctetAligned(info.read(TAG.bitString)) };
}

function readExtensions(list: DerReader): ReadonlyMap<string, Extension> {
  const extensions = new Map<string, Extension>();
  while (list.more) {
    const extension = list.enter(TAG.sequence);
    const id = readOid(extension.read(TAG.oid));
    const critical = extension.optional(TAG.boolean);
    const value = extension.read(TAG.octetString).content;
    extension.end();
    // RFC 5280 section 4.2: at most one of each kind, so that nobody can check one and use the other.
    if (extensions.has(id)) throw new SyntaxError('the same extension twice');
    extensions.set(id, { critical: critical !== undefined && readBoolean(critical), value });
  }
  return extensions;
}

/**
 * The certificate's key, if it is for RSA. (As PKCS #1 because OpenSSL imports it 50 times as fast as the same key
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
export function isStrongKey(key: KeyObject): boolean {
  return (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
}

/** Whether the holder of this key signed the certificate, with SHA-256 and RSA. */
export function isSignedBy(certificate: Certificate, issuerKey: KeyObject): boolean {
  return (
    equalBytes(certificate.signatureAlgorithm, SHA256_WITH_RSA) &&
    verify('RSA-SHA256', certificate.toBeSigned, issuerKey, certificate.signature)
  );
}
