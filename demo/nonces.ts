import { createMemoryNonceStore, createRedisNonceStore, type NonceStore } from 'kazasu/verify';
import { createClient } from 'redis';

/**
 * Nonces in this process, or on the Redis that its other processes share.
 *
 * @param url such as `redis://localhost:6379`; empty for none
 * @throws Error with a message for the person who starts the site, without the URL, which may hold a password
 */
export async function openNonceStore(url: string): Promise<NonceStore> {
  if (url === '') return createMemoryNonceStore();
  const client = createClient({ url, commandsQueueMaxLength: 10_000 });
  const failed = new Promise<never>((_resolve, reject) => client.once('error', reject));
  // Later it tries again by itself; when the site starts, somebody is there who can mend it.
  await Promise.race([client.connect(), failed]).catch((cause: unknown) => {
    client.destroy();
    throw new Error('KAZASU_DEMO_REDIS names a Redis that cannot be reached.', { cause });
  });
  client.on('error', () => {
    console.error('Redis is away: nobody can log in until it is back.');
  });
  return createRedisNonceStore({ client });
}
