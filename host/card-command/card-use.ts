import { KazasuError } from '../../shared/errors.ts';
import { CardSession } from '../card/card-session.ts';
import type { Log } from '../log.ts';
import type { ReaderSystem } from '../readers/reader.ts';

/** How long the end may take after an interruption: for the card to finish, then for taking the power from it. */
const END_LIMIT_MS = { finish: 3000, close: 600, disconnect: 200 };

export interface CardUse {
  readonly readers: ReaderSystem;
  readonly log: Log;
  /** Aborted when the person or the system wants an end. */
  readonly signal: AbortSignal;
}

/**
 * Works on the card in a reader. Whatever happens, what a PIN has opened is closed and the card has no power afterwards.
 * @throws those of ReaderSystem.connect and of the work; `cancelled` when the card does not come to an end after abort
 */
export async function useCard<T>(
  reader: string,
  { readers, log, signal }: CardUse,
  work: (session: CardSession) => Promise<T>,
): Promise<T> {
  const ended = new AbortController();
  const tooLong = rejectedTooLongAfter(signal, ended.signal);
  let session: CardSession | undefined;
  try {
    session = new CardSession(await Promise.race([readers.connect(reader), tooLong]), log);
    return await Promise.race([work(session), tooLong]);
  } finally {
    ended.abort();
    if (session) await (signal.aborted ? closeWithinLimit(session) : session.close());
  }
}

/** Rejects when the work goes on for too long after it should have ended. */
function rejectedTooLongAfter(signal: AbortSignal, ended: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const count = (): void => {
      const timer = setTimeout(() => {
        reject(new KazasuError('cancelled'));
      }, END_LIMIT_MS.finish);
      ended.addEventListener('abort', () => {
        clearTimeout(timer);
      });
    };
    if (signal.aborted) count();
    else signal.addEventListener('abort', count, { signal: ended });
  });
}

async function closeWithinLimit(session: CardSession): Promise<void> {
  const closed = await within(session.close(), END_LIMIT_MS.close);
  if (!closed) await within(session.disconnect(), END_LIMIT_MS.disconnect);
}

/** Whether it came to an end in time. */
function within(work: Promise<void>, milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds, false);
    void work.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
