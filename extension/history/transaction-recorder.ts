/**
 * Writes the history entry of one request. From the moment that the person has seen the prompt there is one, and it
 * always says what the page would be told if the prompt ended now: so whatever the end is, also one of which nothing
 * hears any more, the entry is right.
 */
import { ERRORS, type ErrorCode } from '../../shared/errors.ts';
import type { PendingRequest, PromptToBridge } from '../../shared/extension-protocol.ts';
import type { CardResult } from '../../shared/page-protocol.ts';
import type { DigestAlgorithm } from '../../shared/jpki.ts';
import type { ListedDocument } from '../signing/listed-document.ts';
import type { HistoryDocument, HistoryEntry } from './history-entry.ts';

export interface TransactionRecorderOptions {
  readonly pending: RecordedRequest;
  readonly now: () => Date;
  readonly write: (entry: HistoryEntry) => Promise<void>;
}

/** Without an origin when no site has asked. */
export type RecordedRequest = Pick<PendingRequest, 'requestId' | 'incognito' | 'request'> &
  Partial<Pick<PendingRequest, 'origin'>>;

/** As much of the prompt's state as the history wants. */
interface PromptStatus {
  readonly view: { readonly name: string; readonly code?: ErrorCode };
  readonly simulated: boolean;
  readonly signing?: { readonly documents: readonly ListedDocument[] } | undefined;
}

export class TransactionRecorder {
  readonly #options: TransactionRecorderOptions;
  #entry: HistoryEntry;
  #documents: readonly ListedDocument[] = [];
  #isSeen = false;
  #isAnswered = false;
  #written = '';
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor(options: TransactionRecorderOptions) {
    const { requestId, origin, request } = options.pending;
    this.#options = options;
    const time = options.now().toISOString();
    const { method } = request;
    this.#entry = { id: requestId, time, ...(origin && { origin }), method, outcome: 'user-cancelled' };
  }

  /** The prompt is in front of the person. Before that nothing is written. */
  readonly seen = (): void => {
    this.#isSeen = true;
    this.#write();
  };

  /** The prompt shows this now. */
  follow({ view, simulated, signing }: PromptStatus): void {
    this.#documents = signing?.documents ?? [];
    if (simulated) this.#entry = { ...this.#entry, simulated: true };
    // The page hears how it ended after the prompt has shown it.
    if (this.#isAnswered || view.name === 'done' || view.name === 'closed') return;
    const outcome = view.code === undefined ? 'user-cancelled' : ERRORS[view.code].page;
    this.#entry = { ...this.#entry, outcome };
    this.#write();
  }

  /** The page has been told this. */
  told(message: PromptToBridge): void {
    if (message.kind !== 'result' && message.kind !== 'error') return;
    this.#isAnswered = true;
    const what =
      message.kind === 'error'
        ? { outcome: message.code }
        : ({ outcome: 'done', ...given(message.result, this.#documents) } as const);
    this.#entry = { ...this.#entry, ...what };
    this.#write();
  }

  /** One after the other, because the last one counts. What cannot be written is not: a request does not end for that. */
  #write(): void {
    const { pending, write } = this.#options;
    const entry = this.#entry;
    const text = JSON.stringify(entry);
    if (!this.#isSeen || pending.incognito || text === this.#written) return;
    this.#written = text;
    this.#lastWrite = this.#lastWrite.then(() => write(entry)).catch(() => undefined);
  }
}

/** What the page received, by name. */
function given(
  result: CardResult,
  listed: readonly ListedDocument[],
): Pick<HistoryEntry, 'certificate' | 'attributes' | 'documents'> {
  if ('token' in result) return { certificate: 'userAuthentication' };
  if ('documents' in result) {
    const signed = listed.filter((_, index) => result.documents[index]?.outcome === 'signed');
    return { certificate: 'digitalSignature', documents: signed.map(historyDocument) };
  }
  // Its schema has no other keys than these.
  return { attributes: Object.keys(result.attributes) as (keyof typeof result.attributes)[] };
}

const DOCUMENT_BY: Readonly<Record<DigestAlgorithm, (name: string, digest: string) => HistoryDocument>> = {
  'SHA-256': (name, sha256) => ({ name, sha256 }),
  'SHA-384': (name, sha384) => ({ name, sha384 }),
  'SHA-512': (name, sha512) => ({ name, sha512 }),
};

function historyDocument({ name, digest }: ListedDocument): HistoryDocument {
  return DOCUMENT_BY[digest.algorithm](name, digest.hex);
}
