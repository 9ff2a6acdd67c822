/** What Redis adds: what lies in it, and every way in which it can fail. */
import type { createClientPool, createCluster, createSentinel } from 'redis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRedisNonceStore, type RedisClient } from './redis-nonce-store.ts';
import {
  connectTo,
  type PrivateRedis,
  type PrivateRedisClient,
  startPrivateRedis,
} from '../testing/private-redis.ts';

/** On a busy machine. */
const SOON = { timeout: 20_000 };

let redis: PrivateRedis;
let client: PrivateRedisClient;
beforeAll(async () => {
  redis = await startPrivateRedis();
  client = await connectTo(redis);
});
beforeEach(async () => {
  await client.flushAll();
});
afterAll(async () => {
  client.destroy();
  await redis.stop();
});

describe('what lies in Redis', () => {
  it('is one key for each nonce, for twice its life, and names neither nonce nor session', async () => {
    const store = createRedisNonceStore({ client, ttlSeconds: 60 });
    const nonce = await store.issue('session-id');
    await store.consume(nonce, 'session-id');
    const keys = await client.keys('*');
    expect(keys).toEqual([expect.stringMatching(/^kazasu:nonce:[\w-]{24}$/u)]);
    expect(keys.join()).not.toContain(nonce.slice(0, 20));
    const key = keys[0] ?? '';
    expect(await client.get(key)).toBe('used');
    const life = await client.pTTL(key);
    expect(life).toBeGreaterThan(110_000);
    expect(life).toBeLessThanOrEqual(120_000);
  });

  it('ends by itself', async () => {
    const store = createRedisNonceStore({ client, ttlSeconds: 0.02 });
    await store.issue('session');
    await expect.poll(() => client.dbSize(), SOON).toBe(0);
  });

  it('begins with the prefix that the service has chosen', async () => {
    await createRedisNonceStore({ client, prefix: 'shop:' }).issue('session');
    expect(await client.keys('*')).toEqual([expect.stringMatching(/^shop:[\w-]{24}$/u)]);
  });

  it('costs one command for each call', async () => {
    const store = createRedisNonceStore({ client });
    await client.configResetStat();
    const nonce = await store.issue('mine');
    await store.consume(nonce, 'yours');
    await store.consume(nonce, 'mine');
    await store.consume(nonce, 'mine');
    await store.consume('n'.repeat(72), 'mine');
    const stats = await client.info('commandstats');
    const calls = [...stats.matchAll(/cmdstat_([\w|]+):calls=(\d+)/gu)].map(([, name, count]) => [
      name,
      count,
    ]);
    // The one that is spelt like a nonce has a time of its own choice, far ahead, and is looked for.
    expect(Object.fromEntries(calls)).toEqual({ 'config|resetstat': '1', get: '2', set: '3' });
  });
});

describe('when Redis fails', () => {
  const store = () => createRedisNonceStore({ client, timeLimitSeconds: 30 });
  afterEach(async () => {
    redis.goOn();
    await expect.poll(() => client.isReady, SOON).toBe(true);
  });

  it('refuses while it is away, without waiting, and recovers when it is back', async () => {
    const before = await store().issue('session');
    await redis.kill();
    await expect.poll(() => client.isReady, SOON).toBe(false);
    await expect(store().issue('session')).rejects.toThrow('no connection to Redis');
    await expect(store().consume(before, 'session')).rejects.toThrow('no connection to Redis');
    await redis.start();
    await expect.poll(() => client.isReady, SOON).toBe(true);
    // It has forgotten everything, which is the safe side.
    expect(await store().consume(before, 'session')).toBe('unknown');
    const after = await store().issue('session');
    expect(await store().consume(after, 'session')).toBe('accepted');
  });

  it('does not wait longer than its limit, and what comes later is no acceptance', async () => {
    const nonce = await store().issue('session');
    const hasty = createRedisNonceStore({ client, timeLimitSeconds: 0.05 });
    redis.hang();
    await expect(hasty.issue('session')).rejects.toThrow('Redis took too long');
    await expect(hasty.consume(nonce, 'session')).rejects.toThrow('Redis took too long');
    redis.goOn();
    expect(await store().consume(nonce, 'session')).toBe('used');
  });

  it('does not take a client that nobody has connected', async () => {
    const idle = client.duplicate();
    const store = createRedisNonceStore({ client: idle });
    await expect(store.issue('session')).rejects.toThrow('no connection to Redis');
  });

  it('does not take a key that somebody else has written for a nonce', async () => {
    const nonce = await store().issue('session');
    const key = (await client.keys('*'))[0] ?? '';
    await client.set(key, '1');
    await expect(store().consume(nonce, 'other')).rejects.toThrow('no standing of a nonce');
    await expect(store().consume(nonce, 'session')).rejects.toThrow('no standing of a nonce');
    await client.del(key);
    await client.hSet(key, 'issued', '1');
    await expect(store().consume(nonce, 'session')).rejects.toThrow('WRONGTYPE');
  });

  it('says so when there is no room', async () => {
    await client.configSet({ maxmemory: '1', 'maxmemory-policy': 'noeviction' });
    await expect(store().issue('session')).rejects.toThrow('OOM');
    await client.configSet('maxmemory', '0');
  });

  it.each<[string, unknown]>([
    ['true', true],
    ['1', 1],
    ['accepted', 'accepted'],
    ['OK', 'OK'],
    ['bytes', Buffer.from('issued')],
    ['a list', ['issued']],
    ['nothing', undefined],
  ])('takes %s for no answer', async (_name, answer) => {
    const nonce = await store().issue('session');
    const odd: RedisClient = { get: () => Promise.resolve(answer), set: () => Promise.resolve(answer) };
    const over = createRedisNonceStore({ client: odd });
    await expect(over.consume(nonce, 'session')).rejects.toThrow('no standing of a nonce');
    await expect(over.consume(nonce, 'other')).rejects.toThrow('no standing of a nonce');
    if (answer !== 'OK') await expect(over.issue('session')).rejects.toThrow('did not take the nonce');
  });
});

describe('createRedisNonceStore', () => {
  it.each<[string, object]>([
    ['no client', { client: undefined }],
    ['something else as the client', { client: { get: 1, set: 2 } }],
    ['a prefix that is no text', { prefix: 1 }],
    ['no time', { timeLimitSeconds: 0 }],
    ['endless time', { timeLimitSeconds: Infinity }],
    // Beyond 2^31 ms a timer ends at once.
    ['a time limit of weeks', { timeLimitSeconds: 3601 }],
  ])('refuses %s', (_name, settings) => {
    expect(() => createRedisNonceStore({ client, ...settings })).toThrow(/^kazasu\/verify: /u);
  });

  it('takes every kind of client that the package has', () => {
    type Client =
      | ReturnType<typeof createClientPool>
      | ReturnType<typeof createCluster>
      | ReturnType<typeof createSentinel>;
    // That this compiles is the test.
    const take = (kind: Client) => createRedisNonceStore({ client: kind });
    expect(take).toBeTypeOf('function');
  });
});
