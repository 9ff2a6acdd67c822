/**
 * The asking page, as far as it takes part in a signature: it is asked for one thing at a time and answers in that order.
 * Whatever else it says ends the request, and what it says without being asked is not heard.
 */
import { fromBase64, toBase64 } from '../../shared/base64.ts';
import type { Bytes } from '../../shared/bytes.ts';
import { KazasuError } from '../../shared/errors.ts';
import type { RelayedReply, SigningQuestion } from '../../shared/signing.ts';
import type { DocumentSource, TimestampSource } from './document-source.ts';

/** What came for a question: undefined when it is no answer to it. */
type ReadReply = (reply: RelayedReply) => readonly Bytes[] | undefined;

interface Open {
  readonly readReply: ReadReply;
  readonly resolve: (bytes: readonly Bytes[]) => void;
  readonly reject: (error: KazasuError) => void;
}

export class AskingPage implements DocumentSource, TimestampSource {
  readonly #tell: (question: SigningQuestion) => void;
  readonly #open: Open[] = [];

  /** @param tell puts a question to the page */
  constructor(tell: (question: SigningQuestion) => void) {
    this.#tell = tell;
  }

  async read(document: number, offset: number, length: number): Promise<Bytes> {
    const [bytes] = await this.#ask({ kind: 'piece-wanted', document, offset, length }, (reply) => {
      if (reply.kind !== 'piece' || reply.document !== document || reply.offset !== offset) return undefined;
      const piece = typeof reply.bytes === 'string' ? fromBase64(reply.bytes) : new Uint8Array(reply.bytes);
      return piece.length === length ? [piece] : undefined;
    });
    return bytes ?? new Uint8Array();
  }

  timestamps(requests: readonly Uint8Array[]): Promise<readonly Bytes[]> {
    return this.#ask({ kind: 'timestamps-wanted', requests: requests.map(toBase64) }, (reply) =>
      reply.kind === 'timestamps' && reply.responses.length === requests.length
        ? reply.responses.map(fromBase64)
        : undefined,
    );
  }

  /** @param reply undefined for what is of no known form: it too is all that the page has to say */
  readonly hear = (reply: RelayedReply | undefined): void => {
    const open = this.#open.shift();
    if (!open) return;
    const bytes = reply && readOrNothing(open.readReply, reply);
    if (bytes) open.resolve(bytes);
    else open.reject(new KazasuError('invalid-request', reply?.kind));
  };

  #ask(question: SigningQuestion, readReply: ReadReply): Promise<readonly Bytes[]> {
    return new Promise((resolve, reject) => {
      this.#open.push({ readReply, resolve, reject });
      this.#tell(question);
    });
  }
}

/** What is not base64 is no answer either. */
function readOrNothing(readReply: ReadReply, reply: RelayedReply): readonly Bytes[] | undefined {
  try {
    return readReply(reply);
  } catch {
    return undefined;
  }
}
