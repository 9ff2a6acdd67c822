/**
 * One request for signatures, from the documents' arrival to the result: all of it or nothing. It is told what to do step
 * by step by the prompt's driver, and knows neither windows nor host.
 */
import { fromBase64, toBase64 } from '../../shared/base64.ts';
import { KazasuError } from '../../shared/errors.ts';
import type { HostParams } from '../../shared/host-protocol.ts';
import { DIGEST_LENGTH } from '../../shared/jpki.ts';
import type { SignedDocument, SignRequest, SignResult } from '../../shared/signing.ts';
import type { BoundDocument, PreparedDocument, Signer } from '../../signatures/container.ts';
import { inDocument } from './document-failure.ts';
import type { DocumentSource, TimestampSource } from './document-source.ts';
import type { Formats } from './formats.ts';
import { type ListedDocument, listedDigest, listedDocument } from './listed-document.ts';
import { receiveDocument } from './receive-document.ts';
import { signedDocuments } from './signed-document.ts';
import { throttled } from './throttled.ts';

export interface SigningRunOptions {
  readonly request: SignRequest;
  readonly source: DocumentSource & TimestampSource;
  readonly formats: Formats;
}

/** Told ten times a second at most, how far a step is: bytes that have arrived, documents that are ready for the card. */
export type OnProgress = (done: number) => void;

export interface BindOptions {
  /** The documents that are to be signed, by their place in the request. */
  readonly chosen: ReadonlySet<number>;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
}

export class SigningRun {
  readonly #options: SigningRunOptions;
  readonly #contents: Blob[] = [];
  /** By their place in the request. */
  readonly #prepared = new Map<number, PreparedDocument>();
  /** Those that are being signed, by their place in the request. */
  #bound: ReadonlyMap<number, BoundDocument> = new Map();
  #certificate = '';

  constructor(options: SigningRunOptions) {
    this.#options = options;
  }

  /** What was hashed, for whoever shows it. */
  content(document: number): Blob {
    return this.#contents[document] ?? new Blob();
  }

  /**
   * Takes the documents in, and prepares all that does not depend on the signer, so that a document that cannot be signed
   * is known before anybody has read it.
   * @throws {DocumentFailure}
   * @throws {KazasuError} `invalid-request`
   */
  async receive(onProgress: OnProgress, signal: AbortSignal): Promise<readonly ListedDocument[]> {
    const { request, source, formats } = this.#options;
    const { digestAlgorithm: algorithm = 'SHA-256' } = request;
    if (request.format === 'digest') {
      const prepareDigest = await formats.prepareDigest();
      for (const [index, document] of request.documents.entries()) {
        const digest = fromBase64(document.digest);
        if (digest.length !== DIGEST_LENGTH[algorithm]) throw new KazasuError('invalid-request', algorithm);
        this.#prepared.set(index, prepareDigest(digest, algorithm));
      }
      return request.documents.map((document) => listedDigest(document, algorithm));
    }
    const prepare = await formats.prepare(request);
    const report = throttled(onProgress);
    const listed: ListedDocument[] = [];
    let total = 0;
    const onBytes = (count: number): void => {
      total += count;
      report(total);
    };
    for (const [index, described] of request.documents.entries()) {
      const document = await receiveDocument(index, described, { source, algorithm, onBytes, signal });
      this.#contents.push(document.content);
      this.#prepared.set(index, await inDocument(index, () => prepare(document)));
      listed.push(listedDocument(document));
    }
    return listed;
  }

  /**
   * @param certificate of the signer, DER, base64
   * @returns what the card is to sign
   */
  async bind(
    certificate: string,
    { chosen, onProgress, signal }: BindOptions,
  ): Promise<HostParams<'sign'>['digests']> {
    const signer: Signer = { certificate: fromBase64(certificate), time: new Date() };
    const report = throttled(onProgress);
    const bound = new Map<number, BoundDocument>();
    for (const [index, prepared] of this.#prepared) {
      if (!chosen.has(index)) continue;
      bound.set(index, await inDocument(index, () => prepared.bind(signer)));
      signal.throwIfAborted();
      report(bound.size);
    }
    // Not before: a try that was given up may come to its end while the next one is under way.
    this.#certificate = certificate;
    this.#bound = bound;
    return Array.from(bound.values(), ({ digestAlgorithm, digest }) => ({
      algorithm: digestAlgorithm,
      value: toBase64(digest),
    }));
  }

  /**
   * @param signatures the card's, base64, in the order of the digests
   * @throws {DocumentFailure}
   * @throws {KazasuError} `host-malformed`, `invalid-request`
   */
  async finish(signatures: readonly string[], signal: AbortSignal): Promise<SignResult> {
    if (signatures.length !== this.#bound.size) throw new KazasuError('host-malformed', 'sign');
    const bytes = signatures.map(fromBase64);
    const tokens = await this.#timestampTokens(bytes);
    signal.throwIfAborted();
    const signed = new Map<number, SignedDocument>();
    const toSigned = signedDocuments();
    for (const [place, [index, bound]] of [...this.#bound].entries()) {
      const artefact = await inDocument(index, async () =>
        toSigned(await bound.finish(bytes[place] ?? new Uint8Array(), tokens[place])),
      );
      signed.set(index, artefact);
    }
    const documents = this.#options.request.documents.map(
      (_, index): SignedDocument => signed.get(index) ?? { outcome: 'left-out' },
    );
    return { documents, certificate: this.#certificate };
  }

  /** Over the signatures, in their order; none where none are asked for. */
  async #timestampTokens(signatures: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
    const { request, source, formats } = this.#options;
    if (!asksForTimestamps(request)) return [];
    const { timestampRequest, readTimestampResponse } = await formats.timestamps();
    const requests = [...this.#bound.values()].map((bound, place) => {
      const signature = signatures[place] ?? new Uint8Array();
      return timestampRequest(bound.timestampInput?.(signature) ?? signature);
    });
    const responses = await source.timestamps(requests);
    const documents = [...this.#bound.keys()];
    return Promise.all(
      requests.map((asked, place) =>
        inDocument(documents[place] ?? 0, () =>
          readTimestampResponse(responses[place] ?? new Uint8Array(), asked),
        ),
      ),
    );
  }
}

function asksForTimestamps(request: SignRequest): boolean {
  return 'timestamps' in request && request.timestamps === true;
}
