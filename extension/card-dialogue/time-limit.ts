/** How long the person may take for all of it, unless a page asks for more (`PERSON_LIMIT_MS`). */
const LIMIT_MS = 5 * 60_000;
/** When it comes while the host has the PIN, whose answer is waited for. */
const AGAIN_MS = 10_000;

/** So that no card is held for a person who has left. Tells again and again, until the signal says that it is over. */
export function startTimeLimit(onReached: () => void, over: AbortSignal, limitMs = LIMIT_MS): void {
  let timer: ReturnType<typeof setTimeout>;
  const wait = (milliseconds: number): void => {
    timer = setTimeout(() => {
      wait(AGAIN_MS);
      onReached();
    }, milliseconds);
  };
  wait(limitMs);
  over.addEventListener('abort', () => {
    clearTimeout(timer);
  });
}
