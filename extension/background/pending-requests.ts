import { browser } from 'wxt/browser';
import { KazasuError } from '../../shared/errors.ts';
import { RequestRegistry } from './request-registry.ts';

/** The registry over the browser's own storage, windows and locks: for the service worker, the prompt and own files. */
export const requestRegistry = new RequestRegistry({
  storage: browser.storage.session,
  windowExists,
  exclusively,
});

const LOCK = 'prompt';

/** Web Locks: a lock goes with the document or worker that holds it. */
async function exclusively<Result>(task: () => Promise<Result>): Promise<Result> {
  return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => {
    if (!lock) throw new KazasuError('busy');
    return task();
  });
}

async function windowExists(windowId: number): Promise<boolean> {
  return browser.windows.get(windowId).then(
    () => true,
    () => false,
  );
}
