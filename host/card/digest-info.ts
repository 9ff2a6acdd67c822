/** What a signature of RSASSA-PKCS1-v1_5 is made over, RFC 8017 section 9.2. */
import { concatBytes, equalBytes, fromHex, type Bytes } from '../../shared/bytes.ts';
import { DIGEST_LENGTH, type DigestAlgorithm } from '../../shared/jpki.ts';

/**
 * DER of the DigestInfo. The card pads whatever it is given, so this is the host's part.
 * @throws {RangeError} when the digest has not the length of its algorithm, which is a mistake in this program
 */
export function encodeDigestInfo(algorithm: DigestAlgorithm, digest: Uint8Array): Bytes {
  if (digest.length !== DIGEST_LENGTH[algorithm]) throw new RangeError('a digest of another length');
  return concatBytes(PREFIX[algorithm], digest);
}

/** Whether this is the encoded message EM of that digest, to the last byte: RFC 8017 section 8.2.2, step 4. */
export function isEncodedDigest(
  encoded: Uint8Array,
  algorithm: DigestAlgorithm,
  digest: Uint8Array,
): boolean {
  const digestInfo = encodeDigestInfo(algorithm, digest);
  const paddingLength = encoded.length - 3 - digestInfo.length;
  if (paddingLength < MIN_PADDING) return false;
  const padding = new Uint8Array(paddingLength).fill(0xff);
  return equalBytes(encoded, concatBytes(Uint8Array.of(0, 1), padding, Uint8Array.of(0), digestInfo));
}

const MIN_PADDING = 8;

/** RFC 8017 section 9.2, note 1: everything in the DigestInfo up to the digest. */
const PREFIX: Readonly<Record<DigestAlgorithm, Uint8Array>> = {
  'SHA-256': fromHex('3031300D060960864801650304020105000420'),
  'SHA-384': fromHex('3041300D060960864801650304020205000430'),
  'SHA-512': fromHex('3051300D060960864801650304020305000440'),
};
