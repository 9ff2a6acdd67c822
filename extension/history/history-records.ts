/**
 * The history in `storage.local`: one item for each entry, under its own key. So the prompt, the popup and the options
 * may write and erase at the same time without a lock, and what is damaged damages nothing else.
 */
import * as v from 'valibot';
import { type HistoryEntry, historyEntrySchema } from './history-entry.ts';
import { type KeptMonths, keptSince } from './kept-period.ts';

/** Far below the browsers' quota of 10 MB, at 200 to 400 bytes for an entry. */
export const HISTORY_MAX_ENTRIES = 5_000;

const KEY_PREFIX = 'history/';

/** The part of `storage.StorageArea` in use. */
export interface RecordStorage {
  get(keys: null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

export interface HistoryRecordsOptions {
  readonly storage: RecordStorage;
  readonly keptMonths: () => Promise<KeptMonths>;
  readonly now: () => Date;
}

export class HistoryRecords {
  readonly #options: HistoryRecordsOptions;

  constructor(options: HistoryRecordsOptions) {
    this.#options = options;
  }

  /**
   * What is kept, the latest first. What has expired or is damaged is left out, whether or not it is still stored.
   * @param items the whole storage, from whoever has just read it: with thousands of entries that takes its time
   */
  async read(items?: Readonly<Record<string, unknown>>): Promise<readonly HistoryEntry[]> {
    return (await this.#sort(items ?? (await this.#options.storage.get(null)))).kept;
  }

  /** Writes an entry, or writes it anew. Nothing is written while no history is kept. */
  async add(entry: HistoryEntry): Promise<void> {
    if ((await this.#options.keptMonths()) === 0) return;
    const item = { [keyOf(entry.id)]: entry };
    const { storage } = this.#options;
    // No more than the browser's quota is wrong with a storage that refuses: the oldest make room.
    await storage.set(item).catch(async () => {
      await this.#prune(HISTORY_MAX_ENTRIES / 2);
      await storage.set(item);
    });
  }

  async erase(ids: readonly string[]): Promise<void> {
    await this.#options.storage.remove(ids.map(keyOf));
  }

  /** Also what is damaged. */
  async eraseAll(): Promise<void> {
    const { storage } = this.#options;
    await storage.remove(Object.keys(await storage.get(null)).filter(isHistoryKey));
  }

  /** Removes what has expired, is damaged, or is more than there may be. */
  async prune(): Promise<void> {
    await this.#prune(HISTORY_MAX_ENTRIES);
  }

  async #prune(maxEntries: number): Promise<void> {
    const { keys, kept } = await this.#sort(await this.#options.storage.get(null));
    const staying = new Set(kept.slice(0, maxEntries).map(({ id }) => keyOf(id)));
    const going = keys.filter((key) => !staying.has(key));
    if (going.length > 0) await this.#options.storage.remove(going);
  }

  async #sort(stored: Readonly<Record<string, unknown>>): Promise<{ keys: string[]; kept: HistoryEntry[] }> {
    const { keptMonths, now } = this.#options;
    const months = await keptMonths();
    const since = keptSince(now(), months).toISOString();
    const items = Object.entries(stored).filter(([key]) => isHistoryKey(key));
    const kept = items
      .flatMap(([key, item]) => entryOf(key, item))
      .filter(({ time }) => months > 0 && time >= since)
      .sort((one, other) => compare(other.time, one.time) || compare(other.id, one.id));
    return { keys: items.map(([key]) => key), kept };
  }
}

function keyOf(id: string): string {
  return KEY_PREFIX + id;
}

export function isHistoryKey(key: string): boolean {
  return key.startsWith(KEY_PREFIX);
}

function entryOf(key: string, item: unknown): HistoryEntry[] {
  const parsed = v.safeParse(historyEntrySchema, item);
  return parsed.success && keyOf(parsed.output.id) === key ? [parsed.output] : [];
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
