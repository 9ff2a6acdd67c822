import type { NonceStore, NonceVerdict } from './nonce-store.ts';
import { makeSessionNonce, readSessionNonce } from './session-nonce.ts';
import { requireSetting } from '../settings.ts';

/** What a ledger knows of a nonce; undefined when nothing. */
export type Standing = 'issued' | 'used' | undefined;

/** Where it stands which nonces were issued, and which of them have been used. */
export interface NonceLedger {
  /** Keeps it for so many milliseconds, unless there is no room for so many nonces. */
  add(id: string, keepForMs: number): Promise<void>;
  /** In one atomic step: what it was, and, if it was issued, that it is used from now on. */
  use(id: string): Promise<Standing>;
  /** What it is, and remains. */
  find(id: string): Promise<Standing>;
}

export interface NonceStoreSettings {
  /** How long a person may take from the click to the end of the log-in. By default 600, which is ten minutes; at most a day. */
  readonly ttlSeconds?: number;
  /** The clock; by default the system's. */
  readonly now?: () => Date;
}

/**
 * The rules of a {@link NonceStore}, over whatever keeps the ledger.
 * @throws TypeError when a setting makes no sense
 */
export function createNonceStore(
  ledger: NonceLedger,
  { ttlSeconds = 600, now = () => new Date() }: NonceStoreSettings,
): NonceStore {
  requireSetting(ttlSeconds > 0 && ttlSeconds <= 86_400, 'ttlSeconds must be positive, up to 86400');
  const ttl = Math.ceil(ttlSeconds * 1000);

  async function issue(session: string): Promise<string> {
    requireSetting(
      typeof session === 'string' && session !== '',
      'a nonce belongs to a session: pass its id',
    );
    const { nonce, id } = makeSessionNonce(session, now().getTime() + ttl);
    // Kept for as long again, so that a late one can be told from an invented one.
    await ledger.add(id, 2 * ttl);
    return nonce;
  }

  async function consume(nonce: string, session: string): Promise<NonceVerdict> {
    const offered = readSessionNonce(nonce, session);
    const time = now().getTime();
    if (!offered || offered.expires + ttl <= time) return 'unknown';
    const usable = offered.own && offered.expires > time;
    // Only its own session may use it up, and only in time: anybody else may look.
    const standing = await (usable ? ledger.use(offered.id) : ledger.find(offered.id));
    if (standing === undefined) return 'unknown';
    if (!offered.own) return 'of-other-session';
    if (standing === 'used') return 'used';
    return usable ? 'accepted' : 'expired';
  }

  return { issue, consume };
}
