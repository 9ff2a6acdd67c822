/** What certificates, revocation lists and OCSP responses have in common: octets, an algorithm and a signature. */
import { type KeyObject, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { type DerReader, readOnly, TAG } from './der/der-reader.ts';
import { readAlgorithm, readOctetBits } from './der/der-values.ts';

export interface Signed {
  /** DER of what is signed. */
  readonly toBeSigned: Uint8Array;
  /** Object identifier. */
  readonly algorithm: string;
  readonly signature: Uint8Array;
}

/** The three fields in their order. @throws SyntaxError */
export function readSigned(fields: DerReader): Signed {
  const toBeSigned = fields.readElement(TAG.sequence);
  const algorithm = readAlgorithm(fields);
  const signature = readOctetBits(fields);
  return { toBeSigned, algorithm, signature };
}

/** A SEQUENCE of them and nothing else. @throws SyntaxError */
export function readOnlySigned(der: Uint8Array): Signed {
  const fields = readOnly(der, TAG.sequence);
  const signed = readSigned(fields);
  fields.expectEnd();
  return signed;
}

/** RFC 4055 section 5, by object identifier: what a JPKI authority or its responder may sign with. */
const HASHES: Readonly<Partial<Record<string, string>>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
};

/** Whether it could be verified at all: by an algorithm above, with an RSA key of at least 2048 bits. */
export function isSignedStrongly({ algorithm }: Signed, key: KeyObject): boolean {
  const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  return HASHES[algorithm] !== undefined && key.asymmetricKeyType === 'rsa' && modulusLength >= 2048;
}

const verifyOnOtherThread = promisify<string | undefined, Uint8Array, KeyObject, Uint8Array, boolean>(verify);

/** On another thread, because a revocation list may have tens of megabytes. */
export function isSignedBy({ toBeSigned, algorithm, signature }: Signed, key: KeyObject): Promise<boolean> {
  return verifyOnOtherThread(HASHES[algorithm], toBeSigned, key, signature);
}
