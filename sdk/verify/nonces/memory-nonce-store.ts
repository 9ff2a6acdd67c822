import {
  createNonceStore,
  type NonceLedger,
  type NonceStoreSettings,
  type Standing,
} from './nonce-ledger.ts';
import type { NonceStore } from './nonce-store.ts';
import { requireSetting } from '../settings.ts';

/** How long nonces live in memory, and how many of them. */
export interface MemoryNonceStoreSettings extends NonceStoreSettings {
  /** Beyond this many the oldest are forgotten, an eighth at a time. By default 1,000,000, which take about 70 MB. */
  readonly maxEntries?: number;
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
  const { maxEntries = 1_000_000, now = () => new Date() } = settings;
  requireSetting(maxEntries >= 1 && Number.isInteger(maxEntries), 'maxEntries must be a positive integer');
  return createNonceStore(createMemoryLedger(maxEntries, now), settings);
}

/** Nonces that were issued one after another. */
interface Generation {
  readonly standings: Map<string, Exclude<Standing, undefined>>;
  /** Of the last one, in milliseconds since 1970. */
  keepUntil: number;
}

const GENERATIONS = 8;

/**
 * Forgets whole generations, which needs neither a time beside each nonce nor a search for the oldest: a Map from which
 * the first entry is deleted again and again walks over all the places that have become empty.
 */
function createMemoryLedger(maxEntries: number, now: () => Date): NonceLedger {
  const size = Math.ceil(maxEntries / GENERATIONS);
  const room = Math.floor(maxEntries / size);
  let generations: Generation[] = [];

  function youngest(): Generation {
    const last = generations.at(-1);
    if (last && last.standings.size < size) return last;
    const time = now().getTime();
    const next: Generation = { standings: new Map(), keepUntil: time };
    generations = [...generations.filter(({ keepUntil }) => keepUntil > time), next].slice(-room);
    return next;
  }

  const holding = (id: string) => generations.find(({ standings }) => standings.has(id))?.standings;

  return {
    add(id, keepForMs) {
      const generation = youngest();
      generation.standings.set(id, 'issued');
      generation.keepUntil = now().getTime() + keepForMs;
      return Promise.resolve();
    },
    // Nothing else runs between the look and the mark.
    use(id) {
      const standings = holding(id);
      const standing = standings?.get(id);
      standings?.set(id, 'used');
      return Promise.resolve(standing);
    },
    find: (id) => Promise.resolve(holding(id)?.get(id)),
  };
}
