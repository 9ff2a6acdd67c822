/** A signature, verified by Web Crypto with the key of a certificate. */
import type { DigestAlgorithm } from '../shared/jpki.ts';
import { type Bytes, concatBytes, toHex } from '../shared/bytes.ts';
import { type DerReader, readOnly, TAG } from './der/der-reader.ts';
import { readInteger } from './der/der-values.ts';
import { der } from './der/der-writer.ts';
import type { SignatureAlgorithm } from './signature-algorithm.ts';
import { SignatureFailure } from './signature-failure.ts';
import type { Certificate } from './x509/certificate.ts';
import { rsaModulusBits } from './x509/rsa-modulus.ts';

/** Bits of an RSA modulus: shorter keys are weak, longer ones only cost time. */
const RSA_BITS = { least: 2048, most: 8192 } as const;

interface Curve {
  readonly namedCurve: 'P-256' | 'P-384';
  /** Octets of each of the signature's two numbers. */
  readonly size: number;
}

/** By the hexadecimal AlgorithmIdentifier of the key (RFC 3279 section 2.3.1, RFC 5480 section 2.1.1). */
const RSA_KEY = '300D06092A864886F70D0101010500';
const CURVES: ReadonlyMap<string, Curve> = new Map([
  ['301306072A8648CE3D020106082A8648CE3D030107', { namedCurve: 'P-256', size: 32 }],
  ['301006072A8648CE3D020106052B81040022', { namedCurve: 'P-384', size: 48 }],
]);

const FAMILIES = { 'RSASSA-PKCS1-v1_5': verifyRsa, ECDSA: verifyEcdsa } as const;

interface SignatureToVerify {
  readonly certificate: Certificate;
  readonly family: SignatureAlgorithm['family'];
  readonly digestAlgorithm: DigestAlgorithm;
  readonly signature: Uint8Array;
  readonly signedBytes: Bytes;
}

/** @throws SignatureFailure unless the certificate's key made the signature, and is strong enough */
export async function verifySignature(toVerify: SignatureToVerify): Promise<void> {
  if (!(await FAMILIES[toVerify.family](toVerify)))
    throw new SignatureFailure('signature-invalid', 'the signature is not by the key of the certificate');
}

async function verifyRsa({ certificate, digestAlgorithm, signature, signedBytes }: SignatureToVerify) {
  if (toHex(certificate.publicKey.algorithm) !== RSA_KEY) throw keyOfAnotherKind();
  const bits = rsaModulusBits(certificate.publicKey.key);
  if (bits < RSA_BITS.least)
    throw new SignatureFailure('signature-algorithm-weak', `RSA key of ${bits} bits`);
  if (bits > RSA_BITS.most)
    throw new SignatureFailure('signature-form-unsupported', `RSA key of ${bits} bits`);
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: digestAlgorithm };
  const key = await importKey(certificate, algorithm);
  return crypto.subtle.verify(algorithm, key, concatBytes(signature), signedBytes);
}

async function verifyEcdsa({ certificate, digestAlgorithm, signature, signedBytes }: SignatureToVerify) {
  const curve = CURVES.get(toHex(certificate.publicKey.algorithm));
  if (!curve) throw keyOfAnotherKind();
  const key = await importKey(certificate, { name: 'ECDSA', namedCurve: curve.namedCurve });
  const numbers = readOnly(signature, TAG.sequence);
  const raw = concatBytes(readNumber(numbers, curve.size), readNumber(numbers, curve.size));
  numbers.expectEnd();
  return crypto.subtle.verify({ name: 'ECDSA', hash: digestAlgorithm }, key, raw, signedBytes);
}

/** RFC 3279 section 2.2.3 has INTEGERs where Web Crypto has octets of a fixed number. */
function readNumber(numbers: DerReader, size: number): Uint8Array {
  const integer = readInteger(numbers);
  const digits = integer[0] === 0 ? integer.subarray(1) : integer;
  if (digits.length > size) throw new SyntaxError('a number larger than the curve');
  return concatBytes(new Uint8Array(size - digits.length), digits);
}

async function importKey(
  { publicKey }: Certificate,
  algorithm: RsaHashedImportParams | EcKeyImportParams,
): Promise<CryptoKey> {
  const info = der(TAG.sequence, publicKey.algorithm, der(TAG.bitString, Uint8Array.of(0), publicKey.key));
  try {
    return await crypto.subtle.importKey('spki', info, algorithm, false, ['verify']);
  } catch {
    throw new SignatureFailure('signature-invalid', 'the key of the certificate is not valid');
  }
}

function keyOfAnotherKind(): SignatureFailure {
  return new SignatureFailure('signature-invalid', 'the key of the certificate is of another kind');
}
