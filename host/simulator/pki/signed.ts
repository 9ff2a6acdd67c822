/** What the test PKI signs beside certificates: lists and responses. */
import { createHash, sign, X509Certificate } from 'node:crypto';
import { bitString, boolean, decode, type Der, encode, nothing, octetString, oid, sequence } from './der.ts';

/** RFC 4055 section 5. */
export const SHA256_WITH_RSA = (): Der => sequence(oid('1.2.840.113549.1.1.11'), nothing());

/** SEQUENCE { toBeSigned, algorithm, signature, more }. @param key PKCS #8 in PEM */
export function signed(toBeSigned: Der, key: string, ...more: readonly Der[]): Der {
  const signature = sign('sha256', encode(toBeSigned), key);
  return sequence(toBeSigned, SHA256_WITH_RSA(), bitString(signature), ...more);
}

export function extension(id: string, value: Der, critical = false): Der {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(value));
}

/** The octets of the certificate's key, of which key identifiers and key hashes are made. @param certificate PEM */
export function publicKeyOctets(certificate: string): Buffer {
  return new X509Certificate(certificate).publicKey.export({ type: 'pkcs1', format: 'der' });
}

/** RFC 5280 section 4.2.1.2, method 1. */
export function keyIdentifier(certificate: string): Buffer {
  return createHash('sha1').update(publicKeyOctets(certificate)).digest();
}

/** A certificate in PEM, to be put into something else. */
export function embedded(certificate: string): Der {
  return decode(new X509Certificate(certificate).raw);
}
