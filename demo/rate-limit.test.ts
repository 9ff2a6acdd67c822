import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { type ConnectionBindings, limitRate, type RateLimit } from './rate-limit.ts';

function siteWith(limit: RateLimit): (address?: string) => Promise<number> {
  const site = new Hono<{ Bindings: ConnectionBindings }>();
  site.use(limitRate(limit));
  site.get('/', (c) => c.text('here'));
  return async (address) => (await site.request('/', {}, { address })).status;
}

it('lets as many through as it is told, again each minute', async () => {
  let now = 0;
  const ask = siteWith({ perMinute: 2, now: () => now });
  expect([await ask('a'), await ask('a'), await ask('a'), await ask('b')]).toEqual([200, 200, 429, 200]);
  now = 59_999;
  expect(await ask('a')).toBe(429);
  now = 60_000;
  expect([await ask('a'), await ask('a'), await ask('a')]).toEqual([200, 200, 429]);
});

it('counts those together whose address is not known', async () => {
  const ask = siteWith({ perMinute: 1 });
  expect([await ask(), await ask()]).toEqual([200, 429]);
});

it('remembers no more addresses than it is told', async () => {
  const ask = siteWith({ perMinute: 1, maxAddresses: 2, now: () => 0 });
  for (const address of ['a', 'b', 'c']) expect(await ask(address)).toBe(200);
  expect(await ask('c')).toBe(429);
  expect(await ask('a')).toBe(200); // forgotten, so as new
});
