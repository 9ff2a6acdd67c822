/**
 * The algorithms of signatures, by object identifier (RFC 5754, RFC 5758), and what of them is accepted.
 */
import type { DigestAlgorithm } from '../shared/jpki.ts';
import { SignatureFailure } from './signature-failure.ts';

export const DIGEST_OID = {
  'SHA-256': '2.16.840.1.101.3.4.2.1',
  'SHA-384': '2.16.840.1.101.3.4.2.2',
  'SHA-512': '2.16.840.1.101.3.4.2.3',
} as const satisfies Record<DigestAlgorithm, string>;

/** RSASSA-PKCS1-v1_5 with each digest, RFC 5754 section 3.2. */
export const RSA_SIGNATURE_OID = {
  'SHA-256': '1.2.840.113549.1.1.11',
  'SHA-384': '1.2.840.113549.1.1.12',
  'SHA-512': '1.2.840.113549.1.1.13',
} as const satisfies Record<DigestAlgorithm, string>;

export interface SignatureAlgorithm {
  readonly family: 'RSASSA-PKCS1-v1_5' | 'ECDSA';
  /** Undefined where the digest is named elsewhere. */
  readonly digestAlgorithm?: DigestAlgorithm;
}

const DIGESTS: ReadonlyMap<string, DigestAlgorithm> = new Map([
  [DIGEST_OID['SHA-256'], 'SHA-256'],
  [DIGEST_OID['SHA-384'], 'SHA-384'],
  [DIGEST_OID['SHA-512'], 'SHA-512'],
]);

const SIGNATURES: ReadonlyMap<string, SignatureAlgorithm> = new Map([
  ['1.2.840.113549.1.1.1', { family: 'RSASSA-PKCS1-v1_5' }],
  [RSA_SIGNATURE_OID['SHA-256'], { family: 'RSASSA-PKCS1-v1_5', digestAlgorithm: 'SHA-256' }],
  [RSA_SIGNATURE_OID['SHA-384'], { family: 'RSASSA-PKCS1-v1_5', digestAlgorithm: 'SHA-384' }],
  [RSA_SIGNATURE_OID['SHA-512'], { family: 'RSASSA-PKCS1-v1_5', digestAlgorithm: 'SHA-512' }],
  ['1.2.840.10045.4.3.2', { family: 'ECDSA', digestAlgorithm: 'SHA-256' }],
  ['1.2.840.10045.4.3.3', { family: 'ECDSA', digestAlgorithm: 'SHA-384' }],
  ['1.2.840.10045.4.3.4', { family: 'ECDSA', digestAlgorithm: 'SHA-512' }],
]);

/** Nobody should have made a signature with these for many years. */
const WEAK: ReadonlySet<string> = new Set([
  '1.2.840.113549.2.2', // MD2
  '1.2.840.113549.2.5', // MD5
  '1.3.14.3.2.26', // SHA-1
  '1.3.36.3.2.1', // RIPEMD-160
  '2.16.840.1.101.3.4.2.4', // SHA-224
  '1.2.840.113549.1.1.2', // RSA with MD2
  '1.2.840.113549.1.1.4', // RSA with MD5
  '1.2.840.113549.1.1.5', // RSA with SHA-1
  '1.3.14.3.2.29', // the same by OIW
  '1.2.840.113549.1.1.14', // RSA with SHA-224
  '1.2.840.10040.4.3', // DSA with SHA-1
  '1.2.840.10045.4.1', // ECDSA with SHA-1
  '1.2.840.10045.4.3.1', // ECDSA with SHA-224
]);

/** @throws SignatureFailure */
export function acceptedDigest(oid: string): DigestAlgorithm {
  return DIGESTS.get(oid) ?? refuse(oid, 'digest');
}

/** @throws SignatureFailure */
export function acceptedSignature(oid: string): SignatureAlgorithm {
  return SIGNATURES.get(oid) ?? refuse(oid, 'signature');
}

/** Characters for the log: an object identifier can be as long as its file. */
const OID_MAX_LENGTH = 64;

function refuse(oid: string, what: string): never {
  const code = WEAK.has(oid) ? 'signature-algorithm-weak' : 'signature-form-unsupported';
  throw new SignatureFailure(code, `${what} algorithm ${oid.slice(0, OID_MAX_LENGTH)}`);
}
