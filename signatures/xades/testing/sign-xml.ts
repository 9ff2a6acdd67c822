/** XML documents signed as the prompt does it, with a test signer in the place of the card. Not published. */
import { concatBytes, toUtf8 } from '../../../shared/bytes.ts';
import type { DigestAlgorithm } from '../../../shared/jpki.ts';
import type { BoundDocument, SignedArtefact } from '../../container.ts';
import { startHash } from '../../running-hash.ts';
import { signDigest, type TestSigner } from '../../testing/test-signer.ts';
import { prepareXades, type XadesOptions } from '../prepare-xades.ts';

export interface XmlSigning extends Partial<XadesOptions> {
  readonly name?: string;
  readonly type?: string;
  readonly time?: Date;
  /** For the octets that are to be stamped. */
  readonly timestamp?: (stamped: Uint8Array) => Uint8Array;
}

/** The signed document, or the file of a detached signature. */
export async function signXml(
  document: string | Uint8Array,
  signer: TestSigner,
  options: XmlSigning = {},
): Promise<Uint8Array> {
  const bytes = typeof document === 'string' ? toUtf8(document) : document;
  return assemble(bytes, await signToParts(bytes, signer, options));
}

export async function signToParts(
  bytes: Uint8Array,
  signer: TestSigner,
  options: XmlSigning = {},
): Promise<SignedArtefact> {
  const bound = await bindXml(bytes, signer, options);
  const signature = signDigest(signer, bound);
  return bound.finish(signature, options.timestamp?.(bound.timestampInput?.(signature) ?? signature));
}

async function bindXml(bytes: Uint8Array, signer: TestSigner, options: XmlSigning): Promise<BoundDocument> {
  const digestAlgorithm: DigestAlgorithm = options.digestAlgorithm ?? 'SHA-256';
  const { name = '申請書.xml', type = 'application/xml', packaging = 'enveloped' } = options;
  const content = new Blob([concatBytes(bytes)]);
  const document = { name, type, content, hash: startHash(digestAlgorithm).update(bytes) };
  const prepared = await prepareXades(document, { digestAlgorithm, packaging });
  const { time = new Date('2026-11-22T04:05:06Z') } = options;
  return prepared.bind({ certificate: signer.certificate, time });
}

/** As the page library does it. */
export function assemble(document: Uint8Array, { parts }: SignedArtefact): Uint8Array {
  return concatBytes(
    ...parts.map((part) =>
      part instanceof Uint8Array ? part : document.subarray(part.offset, part.offset + part.length),
    ),
  );
}
