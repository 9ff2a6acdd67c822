import { browser } from 'wxt/browser';

/**
 * Keeps `storage.local`, with the history in it, from content scripts, which need nothing of it: so a page that has
 * broken out of its renderer's sandboxing of scripts does not read it through ours. Firefox cannot (docs/threat-model.md).
 */
export async function closeLocalStorageToPages(): Promise<void> {
  // Not there in Firefox, which the types, made for Chromium, do not know.
  const local: Partial<typeof browser.storage.local> = browser.storage.local;
  await local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}
