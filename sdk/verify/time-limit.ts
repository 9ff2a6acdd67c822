/** It has not settled within the time that it was given. */
export class TimeLimitReached extends Error {
  override readonly name = 'TimeLimitReached';
}

/**
 * Gives a service's own code, which may ask anybody over anybody's network, this long and no longer. Its signal aborts when
 * the time is over, and when it has settled, so that nothing goes on behind the answer.
 *
 * @throws TimeLimitReached, and whatever the task throws
 */
export async function withinTimeLimit<Result>(
  limitMs: number,
  task: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new TimeLimitReached());
    }, limitMs);
  });
  try {
    return await Promise.race([task(over.signal), limit]);
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}
