import {
  createNonceStore,
  type NonceLedger,
  type NonceStoreSettings,
  type Standing,
} from './nonce-ledger.ts';
import type { NonceStore } from './nonce-store.ts';
import { requireSetting } from '../settings.ts';

/**
 * What the store needs of a client of the package `redis` (5 or later): of a single server, a cluster, a sentinel or a
 * pool. The service creates it, connects it and closes it.
 */
export interface RedisClient {
  /** False while there is no connection. */
  readonly isReady?: boolean;
  /** `GET key` */
  get(key: string): Promise<unknown>;
  /** `SET key value` with these options. */
  set(key: string, value: string, options: RedisSetOptions): Promise<unknown>;
}

/** Of `SET`, as the package spells them. */
export interface RedisSetOptions {
  readonly expiration: { readonly type: 'PX'; readonly value: number } | 'KEEPTTL';
  readonly condition?: 'XX';
  readonly GET?: boolean;
}

/** Where the nonces are kept, and for how long. */
export interface RedisNonceStoreSettings extends NonceStoreSettings {
  readonly client: RedisClient;
  /** Before every key. By default `kazasu:nonce:`. */
  readonly prefix?: string;
  /** How long Redis may take to answer. By default 2, at most 3600. */
  readonly timeLimitSeconds?: number;
}

/**
 * A {@link NonceStore} on Redis 6.2 or later, or Valkey, for services that run as several processes.
 *
 * Every call is one command on one key. A key holds neither the nonce nor the session, only a hash of both. When Redis
 * is away, takes too long or answers what it cannot have been told, `issue` rejects, and a verifier refuses with
 * `nonce-store-unavailable`.
 *
 * @throws TypeError when a setting makes no sense
 * @example
 * ```ts
 * import { createClient } from 'redis';
 *
 * const client = createClient({ url: 'redis://redis.internal:6379', commandsQueueMaxLength: 10_000 });
 * client.on('error', (error) => console.error(error)); // without a listener, an error ends the process
 * await client.connect();
 * const nonces = createRedisNonceStore({ client });
 * ```
 */
export function createRedisNonceStore(settings: RedisNonceStoreSettings): NonceStore {
  const { client, prefix = 'kazasu:nonce:', timeLimitSeconds = 2 } = settings;
  requireSetting(isRedisClient(client), 'client must be a client of the package redis');
  requireSetting(typeof prefix === 'string', 'prefix must be a string');
  requireSetting(
    timeLimitSeconds > 0 && timeLimitSeconds <= 3600,
    'timeLimitSeconds must be positive, up to 3600',
  );

  async function ask(command: () => Promise<unknown>): Promise<unknown> {
    // The client would keep the command until there is a connection again, and so many of them as people come meanwhile.
    if (client.isReady === false) throw new Error('kazasu/verify: there is no connection to Redis');
    return await within(timeLimitSeconds * 1000, command());
  }

  const ledger: NonceLedger = {
    async add(id, keepForMs) {
      const expiration = { type: 'PX', value: keepForMs } as const;
      const answer = await ask(() => client.set(prefix + id, 'issued', { expiration }));
      if (answer !== 'OK') throw new Error('kazasu/verify: Redis did not take the nonce');
    },
    async use(id) {
      const options = { condition: 'XX', expiration: 'KEEPTTL', GET: true } as const;
      return readStanding(await ask(() => client.set(prefix + id, 'used', options)));
    },
    async find(id) {
      return readStanding(await ask(() => client.get(prefix + id)));
    },
  };
  return createNonceStore(ledger, settings);
}

/** A service without types may pass anything. */
function isRedisClient(client: unknown): boolean {
  return ['get', 'set'].every((name) => typeof Reflect.get(Object(client), name) === 'function');
}

function readStanding(answer: unknown): Standing {
  if (answer === null) return undefined;
  if (answer === 'issued' || answer === 'used') return answer;
  throw new Error('kazasu/verify: what Redis holds is no standing of a nonce');
}

/** The command goes on: a nonce may end as used though nobody was let in, never the other way round. */
async function within<T>(timeLimitMs: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('kazasu/verify: Redis took too long'));
    }, timeLimitMs);
  });
  return await Promise.race([answer, over]).finally(() => {
    clearTimeout(timer);
  });
}
