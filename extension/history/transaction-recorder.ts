/**
 * Writes the history entry of one request. From the moment that the person has seen the prompt there is one, and it
 * always says what the page would be told if the prompt ended now: so whatever the end is, also one of which nothing
 * hears any more, the entry is right.
 */
import { ERRORS, type ErrorCode } from '../../shared/errors.ts';
import type { PendingRequest, PromptToBridge } from '../../shared/extension-protocol.ts';
import type { CardResult } from '../../shared/page-protocol.ts';
import type { HistoryEntry } from './history-entry.ts';

export interface TransactionRecorderOptions {
  readonly pending: PendingRequest;
  readonly now: () => Date;
  readonly write: (entry: HistoryEntry) => Promise<void>;
}

/** As much of the prompt's state as the history wants. */
interface PromptStatus {
  readonly view: { readonly name: string; readonly code?: ErrorCode };
  readonly simulated: boolean;
}

export class TransactionRecorder {
  readonly #options: TransactionRecorderOptions;
  #entry: HistoryEntry;
  #isSeen = false;
  #isAnswered = false;
  #written = '';
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor(options: TransactionRecorderOptions) {
    const { requestId, origin, request } = options.pending;
    this.#options = options;
    const time = options.now().toISOString();
    this.#entry = { id: requestId, time, origin, method: request.method, outcome: 'user-cancelled' };
  }

  /** The prompt is in front of the person. Before that nothing is written. */
  readonly seen = (): void => {
    this.#isSeen = true;
    this.#write();
  };

  /** The prompt shows this now. */
  follow({ view, simulated }: PromptStatus): void {
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
        : ({ outcome: 'done', ...given(message.result) } as const);
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
function given(result: CardResult): Pick<HistoryEntry, 'certificate' | 'attributes'> {
  if ('token' in result) return { certificate: 'userAuthentication' };
  if ('documents' in result) return { certificate: 'digitalSignature' };
  // Its schema has no other keys than these.
  return { attributes: Object.keys(result.attributes) as (keyof typeof result.attributes)[] };
}
