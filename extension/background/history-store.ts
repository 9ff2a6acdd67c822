/** The history over the browser's own storage, for the prompt, the popup, the options and the service worker. */
import { browser } from 'wxt/browser';
import type { HistoryEntry } from '../history/history-entry.ts';
import { HistoryRecords } from '../history/history-records.ts';
import { asKeptMonths, type KeptMonths } from '../history/kept-period.ts';
import { readManagedSettings } from './managed-store.ts';

const KEPT_KEY = 'history-kept-months';

const records = new HistoryRecords({
  storage: browser.storage.local,
  keptMonths: readKeptMonths,
  now: () => new Date(),
});

/**
 * The latest first.
 * @param stored all of `storage.local`, when it has just been read
 */
export function readHistory(stored?: Readonly<Record<string, unknown>>): Promise<readonly HistoryEntry[]> {
  return records.read(stored);
}

/**
 * Nothing that this cannot do may stop a request: callers go on whatever becomes of it. What happens in a private window
 * they do not add.
 */
export function addToHistory(entry: HistoryEntry): Promise<void> {
  return records.add(entry);
}

export function eraseEntry(id: string): Promise<void> {
  return records.erase([id]);
}

export function eraseEntries(ids: readonly string[]): Promise<void> {
  return records.erase(ids);
}

export function eraseHistory(): Promise<void> {
  return records.eraseAll();
}

/** Removes what is no longer kept. */
export function pruneHistory(): Promise<void> {
  return records.prune();
}

/** As the person has chosen, unless their organisation keeps none. */
export async function readKeptMonths(): Promise<KeptMonths> {
  const { history } = await readManagedSettings();
  return history ? asKeptMonths((await browser.storage.local.get(KEPT_KEY))[KEPT_KEY]) : 0;
}

/** What is older than that goes at once; with 0 all of it. */
export async function storeKeptMonths(months: KeptMonths): Promise<void> {
  await browser.storage.local.set({ [KEPT_KEY]: months });
  await pruneHistory();
}
