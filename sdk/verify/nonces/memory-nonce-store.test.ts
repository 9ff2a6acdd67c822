import { beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { nonceSchema } from '../../../shared/page-protocol.ts';
import { createMemoryNonceStore } from './memory-nonce-store.ts';

let now: number;
const clock = () => new Date(now);
beforeEach(() => {
  now = Date.UTC(2026, 5, 1);
});

describe('createMemoryNonceStore', () => {
  it('issues 256 random bits that a page may ask with', async () => {
    const store = createMemoryNonceStore();
    const nonces = await Promise.all(Array.from({ length: 100 }, () => store.issue('session')));
    expect(new Set(nonces).size).toBe(100);
    for (const nonce of nonces) {
      expect(v.is(nonceSchema, nonce)).toBe(true);
      expect(Buffer.from(nonce, 'base64url')).toHaveLength(32);
    }
  });

  it('accepts each once, from its own session, in time', async () => {
    const store = createMemoryNonceStore({ ttlSeconds: 60, now: clock });
    const nonce = await store.issue('mine');
    expect(await store.consume(nonce, 'yours')).toBe('of-other-session');
    expect(await store.consume(nonce, 'mine')).toBe('accepted');
    expect(await store.consume(nonce, 'mine')).toBe('used');
    expect(await store.consume(nonce.toLowerCase(), 'mine')).toBe('unknown');
  });

  it.each([
    [59_999, 'accepted'],
    [60_000, 'expired'],
    [119_999, 'expired'],
  ])('after %d ms of 60 s: %s', async (ms, verdict) => {
    const store = createMemoryNonceStore({ ttlSeconds: 60, now: clock });
    const nonce = await store.issue('session');
    now += ms;
    await store.issue('other');
    expect(await store.consume(nonce, 'session')).toBe(verdict);
  });

  it('forgets what expired long ago', async () => {
    const store = createMemoryNonceStore({ ttlSeconds: 60, now: clock });
    const nonce = await store.issue('session');
    now += 120_000;
    await store.issue('other');
    expect(await store.consume(nonce, 'session')).toBe('unknown');
  });

  it('forgets the oldest when there are too many, and stays bounded', async () => {
    const store = createMemoryNonceStore({ maxEntries: 2 });
    const [oldest, ...rest] = [await store.issue('s'), await store.issue('s'), await store.issue('s')];
    expect(await store.consume(oldest, 's')).toBe('unknown');
    for (const nonce of rest) expect(await store.consume(nonce, 's')).toBe('accepted');
  });

  it('issues nothing to a session without an id', async () => {
    await expect(createMemoryNonceStore().issue('')).rejects.toThrow(TypeError);
  });

  it.each([{ ttlSeconds: 0 }, { ttlSeconds: Number.NaN }, { maxEntries: 0 }, { maxEntries: 1.5 }])(
    'refuses %o',
    (settings) => {
      expect(() => createMemoryNonceStore(settings)).toThrow(TypeError);
    },
  );
});
