/** A digest in the making: SHA-2 over bytes that come one piece after the other (Web Crypto has no such thing). */
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import type { DigestAlgorithm } from '../shared/jpki.ts';

export interface RunningHash {
  update(bytes: Uint8Array): this;
  /** Independent of this one from here on: what follows the same beginning is not hashed twice. */
  clone(): RunningHash;
  /** Ends it. */
  digest(): Uint8Array;
}

const HASHES = { 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 } as const;

export function startHash(algorithm: DigestAlgorithm): RunningHash {
  return HASHES[algorithm].create();
}
