import type { DigestAlgorithm } from '../../shared/jpki.ts';
import { startHash } from '../running-hash.ts';

/** Of documents that many references may name: each is read once for each algorithm. */
export class RememberedDigests {
  readonly #digests = new Map<Uint8Array, Partial<Record<DigestAlgorithm, Uint8Array>>>();

  of(content: Uint8Array, algorithm: DigestAlgorithm): Uint8Array {
    const digests = this.#digests.get(content) ?? {};
    this.#digests.set(content, digests);
    return (digests[algorithm] ??= startHash(algorithm).update(content).digest());
  }
}
