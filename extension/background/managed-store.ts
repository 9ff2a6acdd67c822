import { browser } from 'wxt/browser';
import { type ManagedSettings, parseManagedSettings } from '../settings/managed-settings.ts';

/** Without a policy Chromium has nothing in there, and Firefox has no such storage at all. */
export async function readManagedSettings(): Promise<ManagedSettings> {
  return parseManagedSettings(await browser.storage.managed.get(null).catch(() => ({})));
}
