/** Milliseconds that the person may take once the card is looked for. */
export const CARD_LIMIT_MS = 5 * 60_000;
/** When it comes while the host has the PIN, whose answer is waited for. */
const AGAIN_MS = 10_000;

/** So that no card is held for a person who has left. Tells again and again, until the signal says that it is over. */
export function startTimeLimit(onReached: () => void, over: AbortSignal, limitMs = CARD_LIMIT_MS): void {
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
