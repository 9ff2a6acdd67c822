/** For tests: documents, a source that gives them, and a container in a few bytes. */
import { toBase64 } from '../../shared/base64.ts';
import { type Bytes, concatBytes, toUtf8 } from '../../shared/bytes.ts';
import type { DescribedDocument, SignRequest } from '../../shared/signing.ts';
import { DocumentRefused, type PreparedDocument, type SignableDocument } from '../../signatures/container.ts';
import type { DocumentSource, TimestampSource } from './document-source.ts';
import type { Formats } from './formats.ts';

export const CERTIFICATE = toBase64(Uint8Array.of(0x30, 0x00));

export function described(name: string, content: Uint8Array, type = 'text/plain'): DescribedDocument {
  return { name, type, size: content.length };
}

export function cadesRequest(
  documents: readonly DescribedDocument[],
  more: Partial<Extract<SignRequest, { format: 'cades' }>> = {},
): Extract<SignRequest, { format: 'cades' }> {
  return { method: 'sign', format: 'cades', documents: [...documents], ...more };
}

/** Gives what it was made with, and counts how much is under way. */
export class FakeSource implements DocumentSource, TimestampSource {
  readonly #contents: readonly Bytes[];
  open = 0;
  mostOpen = 0;
  reads = 0;
  largest = 0;
  stamps: (requests: readonly Uint8Array[]) => Promise<readonly Bytes[]> = (requests) =>
    Promise.resolve(requests.map((request) => concatBytes(toUtf8('token of '), request)));

  constructor(...contents: readonly Bytes[]) {
    this.#contents = contents;
  }

  async read(document: number, offset: number, length: number): Promise<Bytes> {
    this.reads += 1;
    this.largest = Math.max(this.largest, length);
    this.mostOpen = Math.max(this.mostOpen, ++this.open);
    await Promise.resolve();
    this.open -= 1;
    return (this.#contents[document] ?? new Uint8Array()).slice(offset, offset + length);
  }

  timestamps(requests: readonly Uint8Array[]): Promise<readonly Bytes[]> {
    return this.stamps(requests);
  }
}

/** A container that is the document, the card's signature, and the time stamp. It refuses a document named `refused`. */
export const FAKE_FORMATS: Formats = {
  prepare: ({ digestAlgorithm = 'SHA-256' }) =>
    Promise.resolve((document: SignableDocument): Promise<PreparedDocument> => {
      const { name, hash, content } = document;
      if (name === 'refused') return Promise.reject(new DocumentRefused('pdf-encrypted'));
      return Promise.resolve({
        bind: () => {
          if (name === 'refused at binding') return Promise.reject(new DocumentRefused('signature-oversize'));
          return Promise.resolve({
            digestAlgorithm,
            digest: hash.clone().digest(),
            finish: (signature, token) => ({
              parts: [{ offset: 0, length: content.size }, signature, ...(token ? [token] : [])],
              signature,
            }),
          });
        },
      });
    }),
  prepareDigest: () =>
    Promise.resolve((digest, digestAlgorithm) => ({
      bind: () =>
        Promise.resolve({
          digestAlgorithm,
          digest,
          finish: (signature) => ({ parts: [signature], signature }),
        }),
    })),
  timestamps: () =>
    Promise.resolve({
      timestampRequest: (stamped) => concatBytes(toUtf8('stamp '), stamped),
      readTimestampResponse: (response) =>
        response.length === 0
          ? Promise.reject(new DocumentRefused('timestamp-invalid'))
          : Promise.resolve(response),
    }),
};
