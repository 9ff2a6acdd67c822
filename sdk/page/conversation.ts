/**
 * One request to the extension and what comes back. docs/protocol.md, "Page and bridge".
 */
import * as v from 'valibot';
import {
  type BridgeToPage,
  bridgeToPageSchema,
  PAGE_PROTOCOL_VERSION,
  type PageEnvelope,
  type PageRequest,
  type PageToBridge,
} from '../../shared/page-protocol.ts';
import { KazasuError } from './kazasu-error.ts';

/** A bridge acknowledges before anything else; after this long, and so within 300 ms, silence means that there is none. */
const ANSWER_WITHIN_MS = 250;
/** How often it is asked again: its extension may be reloaded or removed, and no port says so. */
const STILL_THERE_EVERY_MS = 1000;
/** The prompt has a limit of its own, well below this one, which only stands in for an extension that vanished. */
const SETTLED_WITHIN_MS = 10 * 60_000;

/**
 * Posts the request before it returns, within the caller's gesture, and resolves to the last answer: `accepted` for a
 * ping, `result` or `error` for anything else. Whenever this side gives up first, it tells the other side.
 *
 * @throws {@link KazasuError} `extension-unavailable`, `timed-out`, `internal`; or the signal's reason
 */
export async function converse(request: PageRequest, signal?: AbortSignal): Promise<BridgeToPage> {
  const { port1: port, port2: bridgePort } = new MessageChannel();
  const ended = new AbortController();
  try {
    const outcome = Promise.race([
      lastAnswer(port, request, ended.signal),
      silence(port, ended.signal),
      overtime(ended.signal),
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

function lastAnswer(port: MessagePort, request: PageRequest, ended: AbortSignal): Promise<BridgeToPage> {
  return new Promise((resolve, reject) => {
    const onMessage = ({ data }: MessageEvent<unknown>): void => {
      const parsed = v.safeParse(bridgeToPageSchema, data);
      if (!parsed.success) {
        reject(new KazasuError('internal', 'the extension sent something that this version does not know'));
        return;
      }
      if (parsed.output.kind !== 'accepted' || request.method === 'ping') resolve(parsed.output);
    };
    port.addEventListener('message', onMessage, { signal: ended });
    port.start();
  });
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
  for (let answersBefore = 0; ; answersBefore = answers) {
    await after(ANSWER_WITHIN_MS / 2, ended);
    await after(ANSWER_WITHIN_MS / 2, ended);
    if (answers === answersBefore) {
      throw new KazasuError('extension-unavailable', 'no Kazasu extension answered');
    }
    await after(STILL_THERE_EVERY_MS, ended);
    port.postMessage({ kind: 'still-there' } satisfies PageToBridge);
  }
}

async function overtime(ended: AbortSignal): Promise<never> {
  await after(SETTLED_WITHIN_MS, ended);
  throw new KazasuError('timed-out', 'no answer within ten minutes');
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
    const timer = setTimeout(resolve, ms);
    ended.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
      },
      { once: true },
    );
  });
}
