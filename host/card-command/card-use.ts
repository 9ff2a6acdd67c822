import { setTimeout as delay } from 'node:timers/promises';
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
  const session = new CardSession(await readers.connect(reader), log);
  const worked = new AbortController();
  try {
    return await Promise.race([work(session), hanging(signal, worked.signal)]);
  } finally {
    worked.abort();
    await (signal.aborted ? closeWithinLimit(session) : session.close());
  }
}

/** Rejects when the work goes on for too long after it should have ended. */
function hanging(signal: AbortSignal, worked: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const count = (): void => {
      const timer = setTimeout(() => {
        reject(new KazasuError('cancelled'));
      }, END_LIMIT_MS.finish);
      worked.addEventListener('abort', () => {
        clearTimeout(timer);
      });
    };
    if (signal.aborted) count();
    signal.addEventListener('abort', count, { signal: worked });
  });
}

async function closeWithinLimit(session: CardSession): Promise<void> {
  const closed = await within(session.close(), END_LIMIT_MS.close);
  if (!closed) await within(session.disconnect(), END_LIMIT_MS.disconnect);
}

/** Whether it came to an end in time. */
function within(work: Promise<void>, milliseconds: number): Promise<boolean> {
  return Promise.race([work.then(() => true), delay(milliseconds, false)]);
}
