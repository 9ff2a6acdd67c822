import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createMemoryNonceStore, createRedisNonceStore, type NonceStore } from 'kazasu/verify';
import { connectTo, startPrivateRedis } from '../../sdk/verify/testing/private-redis.ts';
import type { Figure } from './row.ts';

const OUTSTANDING = 1_000_000;
/** As long as those that a service keeps in a cookie. */
const SESSION_CHARACTERS = 43;

/** What nonces cost that were asked for and never come back. */
export async function benchNonces(): Promise<readonly Figure[]> {
  return [await inMemory(), await onRedis()];
}

async function inMemory(): Promise<Figure> {
  const before = usedMemory();
  const store = createMemoryNonceStore({ maxEntries: OUTSTANDING });
  const microseconds = await issueAll(store);
  const bytes = usedMemory() - before;
  // Still needed, so that nothing of it has been collected.
  await store.consume('', '');
  return figure('nonces: 1,000,000 outstanding, in memory', bytes, microseconds);
}

async function onRedis(): Promise<Figure> {
  const redis = await startPrivateRedis();
  const client = await connectTo(redis);
  try {
    const used = async () => Number(/used_memory:(\d+)/u.exec(await client.info('memory'))?.[1]);
    const before = await used();
    const microseconds = await issueAll(createRedisNonceStore({ client, timeLimitSeconds: 60 }));
    return figure('nonces: 1,000,000 outstanding, on Redis', (await used()) - before, microseconds);
  } finally {
    client.destroy();
    await redis.stop();
  }
}

/** @returns microseconds for each */
async function issueAll(store: NonceStore): Promise<number> {
  const batch = 100;
  const started = performance.now();
  for (let issued = 0; issued < OUTSTANDING; issued += batch) {
    const sessions = Array.from({ length: batch }, (_, index) =>
      String(issued + index).padStart(SESSION_CHARACTERS, 's'),
    );
    await Promise.all(sessions.map((session) => store.issue(session)));
  }
  return ((performance.now() - started) * 1000) / OUTSTANDING;
}

function figure(what: string, bytes: number, microseconds: number): Figure {
  return {
    what,
    figure: `${Math.round(bytes / 1e6)} MB`,
    counts: `${Math.round(bytes / OUTSTANDING)} bytes each; issued in ${microseconds.toFixed(0)} µs each`,
  };
}

function usedMemory(): number {
  setFlagsFromString('--expose-gc');
  // That flag puts it into every new context.
  const collectGarbage = runInNewContext('gc') as () => void;
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
