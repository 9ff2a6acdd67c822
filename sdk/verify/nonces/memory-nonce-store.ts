import { randomBytes } from 'node:crypto';
import type { NonceStore, NonceVerdict } from './nonce-store.ts';
import { requireSetting } from '../settings.ts';

export interface MemoryNonceStoreSettings {
  /** How long a person may take from the click to the end of the log-in. By default 600, which is ten minutes. */
  readonly ttlSeconds?: number;
  /** Beyond this many the oldest are forgotten. By default 100,000, about 30 MB. */
  readonly maxEntries?: number;
  /** The clock; by default the system's. */
  readonly now?: () => Date;
}

interface Entry {
  readonly session: string;
  readonly expires: number;
  used: boolean;
}

/**
 * A {@link NonceStore} in the memory of this process, for services that run as one.
 *
 * @throws TypeError when a setting makes no sense
 * @example
 * ```ts
 * const nonces = createMemoryNonceStore();
 * const nonce = await nonces.issue(sessionId);
 * ```
 */
export function createMemoryNonceStore(settings: MemoryNonceStoreSettings = {}): NonceStore {
  const { ttlSeconds = 600, maxEntries = 100_000, now = () => new Date() } = settings;
  requireSetting(ttlSeconds > 0 && Number.isFinite(ttlSeconds), 'ttlSeconds must be a positive number');
  requireSetting(maxEntries >= 1 && Number.isInteger(maxEntries), 'maxEntries must be a positive integer');
  // All live equally long, so the order of insertion is the order of expiry.
  const entries = new Map<string, Entry>();

  /** Those that have expired are kept for as long again, so that late ones can be told from invented ones. */
  function forget(): void {
    const longExpired = now().getTime() - ttlSeconds * 1000;
    for (const [nonce, { expires }] of entries) {
      if (entries.size <= maxEntries && expires > longExpired) return;
      entries.delete(nonce);
    }
  }

  function issue(session: string): string {
    requireSetting(
      typeof session === 'string' && session !== '',
      'a nonce belongs to a session: pass its id',
    );
    const nonce = randomBytes(32).toString('base64url');
    entries.set(nonce, { session, expires: now().getTime() + ttlSeconds * 1000, used: false });
    forget();
    return nonce;
  }

  function consume(nonce: string, session: string): NonceVerdict {
    const entry = entries.get(nonce);
    if (!entry) return 'unknown';
    if (entry.session !== session) return 'of-other-session';
    if (entry.used) return 'used';
    if (entry.expires <= now().getTime()) return 'expired';
    entry.used = true;
    return 'accepted';
  }

  return {
    issue: (session) => Promise.resolve().then(() => issue(session)),
    consume: (nonce, session) => Promise.resolve(consume(nonce, session)),
  };
}
