import { describe, expect, it } from 'vitest';
import { createMemoryNonceStore } from './memory-nonce-store.ts';
import type { NonceStore } from './nonce-store.ts';

const issueMany = (store: NonceStore, count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, () => store.issue('session')));

/** Which of them the store still knows, without using any. */
async function known(store: NonceStore, nonces: readonly string[]): Promise<boolean[]> {
  const verdicts = await Promise.all(nonces.map((nonce) => store.consume(nonce, 'somebody else')));
  return verdicts.map((verdict) => verdict === 'of-other-session');
}

describe('createMemoryNonceStore', () => {
  it.each([1, 2, 7, 8, 9, 100, 1000])(
    'with room for %d forgets the oldest, and no more than it must',
    async (maxEntries) => {
      const store = createMemoryNonceStore({ maxEntries });
      const kept = await known(store, await issueMany(store, 3 * maxEntries));
      const first = kept.indexOf(true);
      expect(kept.slice(first)).not.toContain(false);
      const count = kept.length - first;
      expect(count).toBeLessThanOrEqual(maxEntries);
      expect(count).toBeGreaterThanOrEqual(maxEntries / 2);
    },
  );

  it('forgets what expired long ago, and makes room for it', async () => {
    let now = Date.UTC(2026, 5, 1);
    const store = createMemoryNonceStore({ maxEntries: 80, ttlSeconds: 60, now: () => new Date(now) });
    const old = await issueMany(store, 80);
    now += 120_000;
    await issueMany(store, 1);
    // Back to when they were good: they are gone, not only too old.
    now -= 120_000;
    expect(await known(store, old)).not.toContain(true);
  });

  it.each([{ maxEntries: 0 }, { maxEntries: 1.5 }, { maxEntries: Infinity }])('refuses %o', (settings) => {
    expect(() => createMemoryNonceStore(settings)).toThrow(TypeError);
  });
});
