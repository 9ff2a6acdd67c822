/** What every store owes (nonce-store.ts), asked of each of ours alike. */
import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nonceSchema } from '../../../shared/page-protocol.ts';
import { createMemoryNonceStore } from './memory-nonce-store.ts';
import type { NonceStoreSettings } from './nonce-ledger.ts';
import type { NonceStore } from './nonce-store.ts';
import { createRedisNonceStore } from './redis-nonce-store.ts';
import {
  connectTo,
  type PrivateRedis,
  type PrivateRedisClient,
  startPrivateRedis,
} from '../testing/private-redis.ts';

let redis: PrivateRedis;
let client: PrivateRedisClient;
beforeAll(async () => {
  redis = await startPrivateRedis();
  client = await connectTo(redis);
});
afterAll(async () => {
  client.destroy();
  await redis.stop();
});

const STORES: Readonly<Record<string, (settings: NonceStoreSettings) => NonceStore>> = {
  'in memory': createMemoryNonceStore,
  'on Redis': (settings) => createRedisNonceStore({ ...settings, client }),
};

const TTL_SECONDS = 60;

/** Any UTF-16 code units, surrogates without their other half as well. */
const anyText = fc.uint16Array({ maxLength: 300 }).map((units) => String.fromCharCode(...units));

describe.each(Object.entries(STORES))('a nonce store %s', (_name, create) => {
  let now: number;
  let store: NonceStore;
  beforeEach(() => {
    now = Date.UTC(2026, 5, 1);
    store = create({ ttlSeconds: TTL_SECONDS, now: () => new Date(now) });
  });

  it('issues nonces that a page may ask with, each another one', async () => {
    const nonces = await Promise.all(Array.from({ length: 100 }, () => store.issue('session')));
    expect(new Set(nonces).size).toBe(100);
    for (const nonce of nonces) expect(v.is(nonceSchema, nonce)).toBe(true);
  });

  it('accepts each once, from its own session', async () => {
    const nonce = await store.issue('mine');
    expect(await store.consume(nonce, 'yours')).toBe('of-other-session');
    expect(await store.consume(nonce, 'mine')).toBe('accepted');
    expect(await store.consume(nonce, 'mine')).toBe('used');
    expect(await store.consume(nonce, 'yours')).toBe('of-other-session');
  });

  it.each([
    ['in its last moment', 59_999, ['accepted', 'used', 'of-other-session']],
    ['when it has expired', 60_000, ['expired', 'expired', 'of-other-session']],
    ['as long as it is remembered', 119_999, ['expired', 'expired', 'of-other-session']],
    ['when it is forgotten', 120_000, ['unknown', 'unknown', 'unknown']],
  ])('%s, offered again, and by another session', async (_when, ms, verdicts) => {
    const nonce = await store.issue('mine');
    now += ms;
    const said = [];
    for (const session of ['mine', 'mine', 'yours']) said.push(await store.consume(nonce, session));
    expect(said).toEqual(verdicts);
  });

  it('says used of what was used in time, also after it has expired', async () => {
    const nonce = await store.issue('mine');
    await store.consume(nonce, 'mine');
    now += 60_000;
    expect(await store.consume(nonce, 'mine')).toBe('used');
  });

  it('knows nothing that it did not issue, however alike', async () => {
    const nonce = await store.issue('mine');
    for (let at = 0; at < nonce.length; at += 1) {
      const other = nonce.slice(0, at) + (nonce[at] === 'A' ? 'B' : 'A') + nonce.slice(at + 1);
      // In the first octets stands the time: an earlier one has expired for good, a later one was never issued.
      expect(await store.consume(other, 'mine')).toBe('unknown');
    }
    expect(await store.consume(nonce, 'mine')).toBe('accepted');
  });

  it('knows no nonce of a session that gives it another time or another owner', async () => {
    const other = create({ ttlSeconds: TTL_SECONDS, now: () => new Date(now) });
    const [mine, yours] = [await store.issue('mine'), await other.issue('yours')];
    const random = (nonce: string) => Buffer.from(nonce, 'base64url').subarray(6, 38);
    const [head, mark] = [Buffer.from(yours, 'base64url'), Buffer.from(mine, 'base64url').subarray(38)];
    const forged = Buffer.concat([head.subarray(0, 6), random(yours), mark]).toString('base64url');
    expect(await store.consume(forged, 'mine')).toBe('unknown');
    const later = Buffer.from(mine, 'base64url');
    later.writeUIntBE(now + 600_000, 0, 6);
    expect(await store.consume(later.toString('base64url'), 'mine')).toBe('unknown');
  });

  it('knows nothing of the same session’s nonces from elsewhere, nor of its own in another spelling', async () => {
    const elsewhere = createMemoryNonceStore({ ttlSeconds: TTL_SECONDS, now: () => new Date(now) });
    expect(await store.consume(await elsewhere.issue('mine'), 'mine')).toBe('unknown');
    const nonce = await store.issue('mine');
    for (const other of [`${nonce}!`, `${nonce}\n`, `!${nonce}`, `${nonce}=`, `${nonce}A`])
      expect(await store.consume(other, 'mine')).toBe('unknown');
    expect(await store.consume(nonce, 'mine')).toBe('accepted');
  });

  it('knows nothing of any other text', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        expect(await store.consume(text, 'session')).toBe('unknown');
      }),
    );
  });

  it('tells any two sessions apart', async () => {
    const session = anyText.filter((text) => text !== '');
    await fc.assert(
      fc.asyncProperty(session, session, async (mine, yours) => {
        fc.pre(mine !== yours);
        const nonce = await store.issue(mine);
        expect(await store.consume(nonce, yours)).toBe('of-other-session');
        expect(await store.consume(nonce, mine)).toBe('accepted');
      }),
    );
    const lone = await store.issue('\ud800');
    expect(await store.consume(lone, '\ud801')).toBe('of-other-session');
  });

  it('accepts once whoever comes at the same moment', async () => {
    const nonce = await store.issue('mine');
    const sessions = ['yours', ...Array.from({ length: 50 }, () => 'mine'), 'yours'];
    const verdicts = await Promise.all(sessions.map((session) => store.consume(nonce, session)));
    const count = (wanted: string) => verdicts.filter((verdict) => verdict === wanted).length;
    expect([count('accepted'), count('used'), count('of-other-session')]).toEqual([1, 49, 2]);
  });

  it.each<[string, unknown]>([
    ['an empty id', ''],
    ['no id', undefined],
    ['an id that is no text', 7],
  ])('issues nothing to a session with %s', async (_name, session) => {
    // A service without types may pass anything.
    await expect(store.issue(session as string)).rejects.toThrow(TypeError);
  });

  it('may keep nonces for a day', async () => {
    const store = create({ ttlSeconds: 86_400 });
    expect(await store.consume(await store.issue('mine'), 'mine')).toBe('accepted');
  });

  it.each([0, -1, Number.NaN, Infinity, 86_401])('is not made with a life of %d s', (ttlSeconds) => {
    expect(() => create({ ttlSeconds })).toThrow(TypeError);
  });
});
