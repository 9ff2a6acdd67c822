/** More often than this nobody can read a figure, and every one costs a rendering. */
const INTERVAL_MS = 100;

/** Passes the first call on, and then ten a second at most. What is left out is followed by the next step anyway. */
export function throttled(report: (done: number) => void): (done: number) => void {
  let last = -Infinity;
  return (done) => {
    const time = performance.now();
    if (time - last < INTERVAL_MS) return;
    last = time;
    report(done);
  };
}
