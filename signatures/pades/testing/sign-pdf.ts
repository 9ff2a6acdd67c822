/** Signs a PDF as the prompt does, with a key of this process instead of a card's. Not published. */
import { concatBytes } from '../../../shared/bytes.ts';
import type { SignableDocument, SignedArtefact } from '../../container.ts';
import { startHash } from '../../running-hash.ts';
import { signDigest, type TestSigner } from '../../testing/test-signer.ts';
import { type PadesOptions, preparePades } from '../prepare-pades.ts';

export const SIGNING_TIME = new Date('2026-11-22T04:05:06Z');

export interface SignPdfSettings extends Partial<PadesOptions> {
  readonly signer: TestSigner;
  readonly time?: Date;
}

export async function signPdf(bytes: Uint8Array, settings: SignPdfSettings): Promise<Uint8Array> {
  const { parts } = await makeSignature(bytes, settings);
  return concatBytes(
    ...parts.map((part) =>
      part instanceof Uint8Array ? part : bytes.subarray(part.offset, part.offset + part.length),
    ),
  );
}

export async function makeSignature(
  bytes: Uint8Array,
  { signer, time = SIGNING_TIME, ...options }: SignPdfSettings,
): Promise<SignedArtefact> {
  const digestAlgorithm = options.digestAlgorithm ?? 'SHA-256';
  const document = signableDocument(bytes, digestAlgorithm);
  const prepared = await preparePades(document, { timestamps: false, ...options, digestAlgorithm });
  const bound = await prepared.bind({ certificate: signer.certificate, time });
  return bound.finish(signDigest(signer, bound));
}

export function signableDocument(
  bytes: Uint8Array,
  digestAlgorithm: PadesOptions['digestAlgorithm'] = 'SHA-256',
): SignableDocument {
  const hash = startHash(digestAlgorithm).update(bytes);
  return { name: 'document.pdf', type: 'application/pdf', content: new Blob([Uint8Array.from(bytes)]), hash };
}
