import { type ErrorCode, KazasuError } from '../../shared/errors.ts';
import { CardSession } from '../card/card-session.ts';
import type { Log } from '../log.ts';
import type { ReaderSystem } from '../readers/reader.ts';
import { endWithin } from '../time-limit.ts';
import { PinInFlight } from './pin-in-flight.ts';

/** How long the end may take after an interruption: for the card to finish, then for taking the power from it. */
const END_LIMIT_MS = { finish: 3000, close: 600, giveUp: 200 };

export interface CardUse {
  readonly readers: ReaderSystem;
  readonly log: Log;
  /** Aborted when the person or the system wants an end. */
  readonly signal: AbortSignal;
}

/**
 * Works on the card in a reader. Whatever happens, what a PIN has opened is closed and the card has no power afterwards.
 * @throws those of ReaderSystem.connect and of the work; when the card does not come to an end after abort, `cancelled`,
 *   or `pin-outcome-unknown` where it is at work with a PIN
 */
export async function useCard<T>(
  reader: string,
  { readers, log, signal }: CardUse,
  work: (session: CardSession) => Promise<T>,
): Promise<T> {
  const ended = new AbortController();
  let connection: PinInFlight | undefined;
  let session: CardSession | undefined;
  const tooLong = rejectedTooLongAfter(signal, ended.signal, () => connection?.outcome() ?? 'cancelled');
  try {
    connection = new PinInFlight(await Promise.race([readers.connect(reader), tooLong]));
    session = new CardSession(connection, log);
    return await Promise.race([work(session), tooLong]);
  } finally {
    ended.abort();
    if (session) await close(session, signal);
  }
}

/** Rejects when the work goes on for too long after it should have ended. */
function rejectedTooLongAfter(
  signal: AbortSignal,
  ended: AbortSignal,
  outcome: () => ErrorCode,
): Promise<never> {
  return new Promise((_, reject) => {
    const count = (): void => {
      const timer = setTimeout(() => {
        reject(new KazasuError(outcome()));
      }, END_LIMIT_MS.finish);
      ended.addEventListener('abort', () => {
        clearTimeout(timer);
      });
    };
    if (signal.aborted) count();
    else signal.addEventListener('abort', count, { signal: ended });
  });
}

/** Takes as long as the card does, but not for long once it is interrupted, be it only now. */
async function close(session: CardSession, signal: AbortSignal): Promise<void> {
  const closing = session.close();
  const closed = new AbortController();
  await Promise.race([closing, interruption(signal, closed.signal)]);
  closed.abort();
  await endWithin(END_LIMIT_MS, { close: () => closing, giveUp: () => session.disconnect() });
}

function interruption(signal: AbortSignal, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const interrupted = (): void => {
      resolve();
    };
    if (signal.aborted) interrupted();
    else signal.addEventListener('abort', interrupted, { signal: ended });
  });
}
