/** Which native-messaging host the person wants: the real one, or the simulated card for testers. */
import { browser } from 'wxt/browser';
import type { HOST_NAMES } from '../../manifests/identity.ts';
import { readManagedSettings } from '../background/managed-store.ts';

const STORAGE_KEY = 'host';

export type HostChoice = keyof typeof HOST_NAMES;

/** Anything unknown in the storage means the real host, and so does an organisation that allows no simulated card. */
export async function readHostChoice(): Promise<HostChoice> {
  const stored: unknown = (await browser.storage.local.get(STORAGE_KEY))[STORAGE_KEY];
  return stored === 'simulator' && (await readManagedSettings()).simulator ? stored : 'host';
}

export async function storeHostChoice(choice: HostChoice): Promise<void> {
  await browser.storage.local.set({ [STORAGE_KEY]: choice });
}
