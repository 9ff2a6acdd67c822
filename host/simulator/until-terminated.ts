/** For commands that run until they are told to end. */
export function untilTerminated(): AbortSignal {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      ending.abort();
    });
  }
  return ending.signal;
}
