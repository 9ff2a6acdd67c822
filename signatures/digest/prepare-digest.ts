/** A bare signature over a digest whose document nobody has seen here. */
import { DIGEST_LENGTH, type DigestAlgorithm } from '../../shared/jpki.ts';
import type { PreparedDocument } from '../container.ts';

/** @throws RangeError when the digest is not of this algorithm */
export function prepareDigest(digest: Uint8Array, digestAlgorithm: DigestAlgorithm): PreparedDocument {
  if (digest.length !== DIGEST_LENGTH[digestAlgorithm]) throw new RangeError('a digest of another length');
  const finish = (signature: Uint8Array) => ({ parts: [signature], signature });
  return { bind: () => Promise.resolve({ digestAlgorithm, digest, finish }) };
}
