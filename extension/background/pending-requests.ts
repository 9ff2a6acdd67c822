import { browser } from 'wxt/browser';
import { RequestRegistry } from './request-registry.ts';

/** The registry over the browser's own storage and windows, for the service worker and for the prompt. */
export const requestRegistry = new RequestRegistry(browser.storage.session, windowExists);

async function windowExists(windowId: number): Promise<boolean> {
  return browser.windows.get(windowId).then(
    () => true,
    () => false,
  );
}
