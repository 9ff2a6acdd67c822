/** What `within` gives in place of a result. */
export const TOO_LATE = Symbol('too late');

/** Waits for work, but no longer than so many milliseconds; the work itself goes on. @throws what the work throws */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | typeof TOO_LATE> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof TOO_LATE>((resolve) => {
    timer = setTimeout(resolve, milliseconds, TOO_LATE);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What holds a card: both end it, and neither throws. */
export interface Closable {
  /** In good order, which the card has a part in. */
  close(): Promise<void>;
  /** Without the card. */
  giveUp(): Promise<void>;
}

/** How long the end may take, in milliseconds: in good order, and then without the card. */
export interface EndLimit {
  readonly close: number;
  readonly giveUp: number;
}

/** Ends in good order, or without the card when that takes too long. */
export async function endWithin(limit: EndLimit, holder: Closable): Promise<void> {
  const closed = await within(limit.close, holder.close());
  if (closed === TOO_LATE) await within(limit.giveUp, holder.giveUp());
}
