/**
 * The sites that the person has blocked: one item each in `storage.local`, so that nothing is lost when two pages write at
 * the same time. Its presence counts, whatever its value has become.
 */
import { browser } from 'wxt/browser';
import { type SitePermission, sitePermission } from '../sites/site-permission.ts';
import { eraseEntries, readHistory } from './history-store.ts';
import { readManagedSettings } from './managed-store.ts';

const KEY_PREFIX = 'blocked-site/';

/** Whether a site may ask. Rejects when the storage cannot be read: then nobody may. */
export async function readSitePermission(origin: string): Promise<SitePermission> {
  const key = KEY_PREFIX + origin;
  const [managed, stored] = await Promise.all([readManagedSettings(), browser.storage.local.get(key)]);
  return sitePermission(origin, managed, key in stored);
}

/** @param stored all of `storage.local` */
export function blockedSitesIn(stored: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const keys = Object.keys(stored);
  return new Set(keys.filter((key) => key.startsWith(KEY_PREFIX)).map((key) => key.slice(KEY_PREFIX.length)));
}

export async function blockSite(origin: string): Promise<void> {
  await browser.storage.local.set({ [KEY_PREFIX + origin]: true });
}

export async function allowSite(origin: string): Promise<void> {
  await browser.storage.local.remove(KEY_PREFIX + origin);
}

/** As if it had never asked: its entries in the history go, and so does its block. */
export async function forgetSite(origin: string): Promise<void> {
  const entries = (await readHistory()).filter((entry) => entry.origin === origin);
  await eraseEntries(entries.map(({ id }) => id));
  await allowSite(origin);
}
