/** What a page's library does with the parts of a signed document, in memory. Not published. */
import { concatBytes, toUtf8 } from '../../shared/bytes.ts';
import { toBase64Url } from '../../shared/base64.ts';
import type { DigestAlgorithm } from '../../shared/jpki.ts';
import type { Part, PreparedDocument, SignableDocument, SignedArtefact } from '../container.ts';
import { startHash } from '../running-hash.ts';
import { signDigest, type TestSigner } from './test-signer.ts';

/** A document as it would have arrived in the prompt. */
export function testDocument(
  bytes: Uint8Array,
  digestAlgorithm: DigestAlgorithm,
  type = 'text/plain',
): SignableDocument {
  const content = new Blob([concatBytes(bytes)]);
  return { name: '申請書', type, content, hash: startHash(digestAlgorithm).update(bytes) };
}

export interface TestSigning {
  readonly signer: TestSigner;
  readonly time?: Date;
  /** Answers a token over what it is given. */
  readonly stamp?: (stamped: Uint8Array) => Promise<Uint8Array>;
}

/** All that happens after a document was prepared, with a key in place of the card. */
export async function signPrepared(
  prepared: PreparedDocument,
  { signer, time = new Date('2026-11-22T01:02:03Z'), stamp }: TestSigning,
): Promise<SignedArtefact> {
  const bound = await prepared.bind({ certificate: signer.certificate, time });
  const signature = signDigest(signer, bound);
  const token = await stamp?.(bound.timestampInput?.(signature) ?? signature);
  return bound.finish(signature, token);
}

export function joinParts(parts: readonly Part[], document: Uint8Array): Uint8Array {
  return concatBytes(...parts.map((part) => (part instanceof Uint8Array ? part : span(part, document))));
}

function span(part: Exclude<Part, Uint8Array>, document: Uint8Array): Uint8Array {
  const bytes = document.subarray(part.offset, part.offset + part.length);
  return part.encoding ? toUtf8(toBase64Url(bytes)) : bytes;
}
