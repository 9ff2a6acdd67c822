/** Which native-messaging host the person wants: the real one, or the simulated card for testers. */
import { browser } from 'wxt/browser';
import type { HOST_NAMES } from '../../manifests/identity.ts';

const STORAGE_KEY = 'host';

export type HostChoice = keyof typeof HOST_NAMES;

/** Anything unknown in the storage means the real host. */
export async function readHostChoice(): Promise<HostChoice> {
  const stored: unknown = (await browser.storage.local.get(STORAGE_KEY))[STORAGE_KEY];
  return stored === 'simulator' ? stored : 'host';
}

export async function storeHostChoice(choice: HostChoice): Promise<void> {
  await browser.storage.local.set({ [STORAGE_KEY]: choice });
}
