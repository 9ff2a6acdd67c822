/**
 * Takes a document in, one bounded piece after the other. What is hashed, shown and signed is the Blob that is built here;
 * the source is not asked again.
 */
import { release } from '../../shared/release.ts';
import { PIECE_MAX_BYTES, type DescribedDocument } from '../../shared/signing.ts';
import type { DigestAlgorithm } from '../../shared/jpki.ts';
import type { SignableDocument } from '../../signatures/container.ts';
import { startHash } from '../../signatures/running-hash.ts';
import type { DocumentSource } from './document-source.ts';

export interface ReceiveOptions {
  readonly source: DocumentSource;
  readonly algorithm: DigestAlgorithm;
  /** Called with the bytes of each piece. */
  readonly onBytes: (count: number) => void;
  /** No piece is asked for afterwards. */
  readonly signal: AbortSignal;
}

export interface ReceivedDocument extends SignableDocument {
  readonly sha256: Uint8Array;
}

/** @throws what the source throws, and the signal's reason */
export async function receiveDocument(
  index: number,
  { name, type, size }: DescribedDocument,
  options: ReceiveOptions,
): Promise<ReceivedDocument> {
  const { algorithm, onBytes } = options;
  const hash = startHash(algorithm);
  const sha256 = algorithm === 'SHA-256' ? hash : startHash('SHA-256');
  // Each piece becomes a Blob at once, which the browser keeps outside of this page's memory.
  const pieces: Blob[] = [];
  for await (const bytes of piecesOf(index, size, options)) {
    hash.update(bytes);
    if (sha256 !== hash) sha256.update(bytes);
    pieces.push(new Blob([bytes]));
    onBytes(bytes.length);
    release(bytes.buffer);
  }
  return { name, type, content: new Blob(pieces), hash, sha256: sha256.clone().digest() };
}

/** The next piece is on its way while this one is being hashed; the page is asked for one at a time. */
async function* piecesOf(
  document: number,
  size: number,
  { source, signal }: ReceiveOptions,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const readAt = (offset: number): Promise<Uint8Array<ArrayBuffer>> | undefined =>
    offset < size ? source.read(document, offset, Math.min(PIECE_MAX_BYTES, size - offset)) : undefined;
  let next = readAt(0);
  for (let offset = 0; next !== undefined; ) {
    const piece = await next;
    signal.throwIfAborted();
    offset += piece.length;
    next = readAt(offset);
    yield piece;
  }
}
