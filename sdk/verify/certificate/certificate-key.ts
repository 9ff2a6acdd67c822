/** The key of a certificate, and signatures by the one of its issuer, by OpenSSL (docs/decisions/0002). */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { equalBytes } from '../../../shared/bytes.ts';
import type { Certificate } from '../../../signatures/x509/certificate.ts';
import { RSA_ENCRYPTION, RSA_LEAST_BITS, SHA256_WITH_RSA } from '../../../signatures/x509/jpki-algorithms.ts';

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
  return (key?.asymmetricKeyDetails?.modulusLength ?? 0) >= RSA_LEAST_BITS;
}

/** Whether the holder of this key signed the certificate, with SHA-256 and RSA. */
export function isSignedBy(certificate: Certificate, issuerKey: KeyObject): boolean {
  return (
    equalBytes(certificate.signatureAlgorithm, SHA256_WITH_RSA) &&
    verify('sha256', certificate.toBeSigned, issuerKey, certificate.signature)
  );
}
