/** It has not settled within the time that it was given. */
export class TimeLimitReached extends Error {
  override readonly name = 'TimeLimitReached';
}

/**
 * Gives a service's own code, which may ask anybody over anybody's network, this long and no longer.
 * (Without an AbortController, which costs ten times as much as the timer, and of which not everybody has a use.)
 *
 * @throws TimeLimitReached, and whatever the task throws
 */
export async function withinTimeLimit<Result>(limitMs: number, task: () => Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new TimeLimitReached());
    }, limitMs);
  });
  try {
    return await Promise.race([task(), limit]);
  } finally {
    clearTimeout(timer);
  }
}
