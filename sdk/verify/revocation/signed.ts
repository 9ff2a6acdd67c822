/** What certificates, revocation lists and OCSP responses have in common: octets, an algorithm and a signature. */
import { type KeyObject, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { toHex } from '../../../shared/bytes.ts';
import { isStrongKey } from '../certificate/certificate-key.ts';
import { type DerReader, TAG } from '../../../signatures/der/der-reader.ts';
import { readOctetBits } from '../../../signatures/der/der-values.ts';

export interface Signed {
  /** DER of what is signed. */
  readonly toBeSigned: Uint8Array;
  /** DER of the AlgorithmIdentifier. */
  readonly signatureAlgorithm: Uint8Array;
  readonly signature: Uint8Array;
}

/** The three fields in their order (RFC 5280 section 4.1.1). @throws SyntaxError */
export function readSigned(fields: DerReader): Signed {
  const toBeSigned = fields.readElement(TAG.sequence);
  const signatureAlgorithm = fields.readElement(TAG.sequence);
  const signature = readOctetBits(fields);
  return { toBeSigned, signatureAlgorithm, signature };
}

/** RFC 4055 section 5, by the whole AlgorithmIdentifier: what a JPKI authority or its responder may sign with. */
const HASHES: Readonly<Partial<Record<string, string>>> = {
  '300D06092A864886F70D01010B0500': 'sha256',
  '300D06092A864886F70D01010C0500': 'sha384',
  '300D06092A864886F70D01010D0500': 'sha512',
};

function hashOf({ signatureAlgorithm }: Signed): string | undefined {
  return HASHES[toHex(signatureAlgorithm)];
}

/** Whether it could be verified at all: by an algorithm above, with an RSA key of at least 2048 bits. */
export function isSignedStrongly(signed: Signed, key: KeyObject | undefined): key is KeyObject {
  return hashOf(signed) !== undefined && isStrongKey(key);
}

const verifyOnOtherThread = promisify<string | undefined, Uint8Array, KeyObject, Uint8Array, boolean>(verify);

/** On another thread, because a revocation list may have tens of megabytes. */
export function verifySigned(signed: Signed, key: KeyObject): Promise<boolean> {
  return verifyOnOtherThread(hashOf(signed), signed.toBeSigned, key, signed.signature);
}
