/**
 * One request to the extension and what comes back. docs/protocol.md, "Page and bridge".
 */
import * as v from 'valibot';
import {
  acceptedSchema,
  PAGE_PROTOCOL_VERSION,
  type PageEnvelope,
  type PageRequest,
  type PageToBridge,
  PERSON_LIMIT_MS,
  refusalSchema,
} from '../../shared/page-protocol.ts';
import type { SigningReply } from '../../shared/signing.ts';
import { KazasuError } from './kazasu-error.ts';

/** A bridge acknowledges before anything else; after this long, and so within 300 ms, silence means that there is none. */
const ANSWER_WITHIN_MS = 250;
/** How often it is asked again: its extension may be reloaded or removed, and no port says so. */
const STILL_THERE_EVERY_MS = 1000;
/** In Firefox messages go through another process, which may be busy with a large document for a moment. */
const STILL_THERE_WITHIN_MS = 4000;
/** The prompt keeps to its own limit; this much later, its extension has vanished. */
const AFTER_PERSON_LIMIT_MS = 5 * 60_000;

/** What ends a conversation. The result is a matter of what was asked for. */
const answerSchema = v.variant('kind', [
  acceptedSchema,
  refusalSchema,
  v.strictObject({ kind: v.literal('result'), result: v.unknown() }),
]);
export type Answer = v.InferOutput<typeof answerSchema>;

/** How this side takes part, once it has asked. */
export interface Conversation {
  readonly signal?: AbortSignal | undefined;
  /**
   * Replies to what the other side asks before it answers.
   * @param question unchecked
   * @param ended aborts when nobody waits for the reply any more
   * @throws whatever the conversation then fails with
   */
  readonly reply?: (question: unknown, ended: AbortSignal) => Promise<SigningReply>;
}

/**
 * Posts the request before it returns, within the caller's gesture, and resolves to the last answer: `accepted` for a
 * ping, `result` or `error` for anything else. Whenever this side gives up first, it tells the other side.
 *
 * @throws {@link KazasuError} `extension-unavailable`, `timed-out`, `internal`; or the signal's reason
 */
export async function converse(
  request: PageRequest,
  { signal, reply = failOnQuestion }: Conversation = {},
): Promise<Answer> {
  const { port1: port, port2: bridgePort } = new MessageChannel();
  const ended = new AbortController();
  try {
    const outcome = Promise.race([
      lastAnswer(port, request, { reply, ended: ended.signal }),
      silence(port, ended.signal),
      overtime(request, ended.signal),
      abortion(signal, ended.signal),
    ]);
    post(request, bridgePort);
    return await outcome;
  } catch (error) {
    port.postMessage({ kind: 'cancel' } satisfies PageToBridge);
    throw error;
  } finally {
    ended.abort();
    port.close();
  }
}

/** To this page's own origin and with the only other end of the port: no other document can read or answer it. */
function post(request: PageRequest, bridgePort: MessagePort): void {
  const envelope: PageEnvelope = { kazasu: PAGE_PROTOCOL_VERSION, kind: 'request', request };
  window.postMessage(envelope, window.location.origin, [bridgePort]);
}

function lastAnswer(
  port: MessagePort,
  request: PageRequest,
  { reply, ended }: { reply: NonNullable<Conversation['reply']>; ended: AbortSignal },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onQuestion = async (question: unknown): Promise<void> => {
      const message = await reply(question, ended);
      if (!ended.aborted) port.postMessage(message satisfies PageToBridge, transferablesOf(message));
    };
    const onMessage = ({ data }: MessageEvent<unknown>): void => {
      const parsed = v.safeParse(answerSchema, data);
      if (!parsed.success) onQuestion(data).catch(reject);
      else if (parsed.output.kind !== 'accepted' || request.method === 'ping') resolve(parsed.output);
    };
    port.addEventListener('message', onMessage, { signal: ended });
    port.start();
  });
}

/** A piece moves to the other side: nobody here looks at it again. */
function transferablesOf(message: SigningReply): Transferable[] {
  return message.kind === 'piece' ? [message.bytes] : [];
}

function failOnQuestion(): Promise<never> {
  return Promise.reject(
    new KazasuError('internal', 'the extension sent something that this version does not know'),
  );
}

/**
 * Rejects when a question meets silence; the envelope is the first one.
 *
 * It waits in two halves: page and bridge share a thread, so a page that is busy for a moment delays the answer as well
 * as the first timer. The second one starts only when the thread is free again.
 */
async function silence(port: MessagePort, ended: AbortSignal): Promise<never> {
  let answers = 0;
  port.addEventListener('message', () => (answers += 1), { signal: ended });
  let patienceMs = ANSWER_WITHIN_MS;
  for (let answersBefore = 0; ; answersBefore = answers) {
    await after(patienceMs / 2, ended);
    await after(patienceMs / 2, ended);
    if (answers === answersBefore) {
      throw new KazasuError('extension-unavailable', 'no Kazasu extension answered');
    }
    patienceMs = STILL_THERE_WITHIN_MS;
    await after(STILL_THERE_EVERY_MS, ended);
    port.postMessage({ kind: 'still-there' } satisfies PageToBridge);
  }
}

async function overtime(request: PageRequest, ended: AbortSignal): Promise<never> {
  const personLimit = request.method === 'ping' ? 0 : PERSON_LIMIT_MS[request.method];
  await after(personLimit + AFTER_PERSON_LIMIT_MS, ended);
  throw new KazasuError('timed-out', 'the extension has not answered in time');
}

function abortion(signal: AbortSignal | undefined, ended: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const onAbort = (): void => {
      // As fetch does: whoever aborted chose the reason, which need not be an Error.
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', onAbort, { signal: ended });
  });
}

/** Never resolves once it has ended. */
function after(ms: number, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      clearTimeout(timer);
    };
    const timer = setTimeout(() => {
      ended.removeEventListener('abort', stop);
      resolve();
    }, ms);
    ended.addEventListener('abort', stop, { once: true });
  });
}
