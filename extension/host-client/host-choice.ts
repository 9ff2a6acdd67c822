/** Which native-messaging host the person wants: the real one, or the simulated card for testers. */
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { HOST_NAMES, type HostName } from '../../manifests/identity.ts';

const STORAGE_KEY = 'host';

const hostChoiceSchema = v.picklist(['host', 'simulator']);
export type HostChoice = v.InferOutput<typeof hostChoiceSchema>;

/** Anything unknown in the storage means the real host. */
export async function readHostChoice(): Promise<HostChoice> {
  const stored: unknown = (await browser.storage.local.get(STORAGE_KEY))[STORAGE_KEY];
  return v.is(hostChoiceSchema, stored) ? stored : 'host';
}

export async function storeHostChoice(choice: HostChoice): Promise<void> {
  await browser.storage.local.set({ [STORAGE_KEY]: choice });
}

export function hostNameOf(choice: HostChoice): HostName {
  return HOST_NAMES[choice];
}
