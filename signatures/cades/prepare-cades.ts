/** A document and its CAdES baseline signature (ETSI EN 319 122-1 section 6), in one file or in two. */
import type { DigestAlgorithm } from '../../shared/jpki.ts';
import type { PACKAGINGS } from '../../shared/signing.ts';
import { startSignedData } from '../cms/signed-data-builder.ts';
import type { Part, PreparedDocument, SignableDocument } from '../container.ts';

export interface CadesOptions {
  readonly digestAlgorithm: DigestAlgorithm;
  readonly packaging: (typeof PACKAGINGS.cades)[number];
}

/** Any document can be signed so. A time stamp needs no room kept for it. */
export function prepareCades(
  { hash, content: { size } }: SignableDocument,
  { digestAlgorithm, packaging }: CadesOptions,
): Promise<PreparedDocument> {
  const contentDigest = hash.clone().digest();
  return Promise.resolve({
    bind({ certificate, time }) {
      const unsigned = startSignedData({ certificate, digestAlgorithm, contentDigest, signingTime: time });
      return Promise.resolve({
        digestAlgorithm,
        digest: unsigned.digest,
        finish(rsaSignature, timestampToken) {
          const signature = unsigned.detached(rsaSignature, timestampToken);
          const around = (): readonly Part[] => {
            const { before, after } = unsigned.enveloping(size, rsaSignature, timestampToken);
            return [before, { offset: 0, length: size }, after];
          };
          return { parts: packaging === 'detached' ? [signature] : around(), signature };
        },
      });
    },
  });
}
