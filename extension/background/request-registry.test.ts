import { beforeEach, describe, expect, it } from 'vitest';
import { KazasuError } from '../../shared/errors.ts';
import type { PendingRequest } from '../../shared/extension-protocol.ts';
import { RequestRegistry, type SessionStorage } from './request-registry.ts';

const REQUEST: PendingRequest = {
  requestId: '6b2ab5d2-0f6c-4a26-9a0c-3c3f4d1f5a11',
  tabId: 7,
  origin: 'https://service.example',
  incognito: false,
  request: { method: 'authenticate', nonce: 'n'.repeat(32) },
};
const OTHER = { ...REQUEST, requestId: 'f2a3b9c4-7c51-4f0e-8a3e-9d1b2c3d4e5f', tabId: 8 };
const busy = expect.objectContaining({ name: KazasuError.name, code: 'busy' }) as unknown;

/** `storage.session`, which outlives the service worker and clones what it is given. */
class Session implements SessionStorage {
  items: Record<string, unknown> = {};
  get(key: string): Promise<Record<string, unknown>> {
    return Promise.resolve(structuredClone(key in this.items ? { [key]: this.items[key] } : {}));
  }
  set(items: Record<string, unknown>): Promise<void> {
    Object.assign(this.items, structuredClone(items));
    return Promise.resolve();
  }
  remove(key: string): Promise<void> {
    this.items = Object.fromEntries(Object.entries(this.items).filter(([name]) => name !== key));
    return Promise.resolve();
  }
}

let session: Session;
let windows: Set<number>;
let isLocked: boolean;

/** As the browser's lock does it. */
async function exclusively<Result>(task: () => Promise<Result>): Promise<Result> {
  if (isLocked) throw new KazasuError('busy');
  isLocked = true;
  return task().finally(() => {
    isLocked = false;
  });
}

/** Another one is another service worker, after the first has ended. */
const startWorker = (): RequestRegistry =>
  new RequestRegistry({
    storage: session,
    windowExists: (windowId) => Promise.resolve(windows.has(windowId)),
    exclusively,
  });

const openWindow =
  (windowId: number): (() => Promise<number>) =>
  () => {
    windows.add(windowId);
    return Promise.resolve(windowId);
  };

beforeEach(() => {
  session = new Session();
  windows = new Set();
  isLocked = false;
});

describe('RequestRegistry', () => {
  it('keeps the request and its window for as long as the window is open', async () => {
    const registry = startWorker();
    await registry.open(REQUEST, openWindow(1));
    expect(await registry.find(REQUEST.requestId)).toEqual({ ...REQUEST, windowId: 1 });

    expect(await registry.releaseWindow(1)).toBe(true);
    expect(await registry.find(REQUEST.requestId)).toBeUndefined();
  });

  it('lets the prompt find the request while its window is still opening', async () => {
    const registry = startWorker();
    await registry.open(REQUEST, async () => {
      expect(await startWorker().find(REQUEST.requestId)).toEqual(REQUEST);
      return 1;
    });
  });

  it('tells a request to nobody who does not know its id', async () => {
    const registry = startWorker();
    await registry.open(REQUEST, openWindow(1));
    expect(await registry.find(OTHER.requestId)).toBeUndefined();
    expect(await registry.find('')).toBeUndefined();
  });

  it.each([
    ['the same tab', REQUEST],
    ['another tab', OTHER],
  ])('is busy for %s while a prompt is open', async (_, second) => {
    const registry = startWorker();
    await registry.open(REQUEST, openWindow(1));
    await expect(registry.open(second, openWindow(2))).rejects.toEqual(busy);
    expect(await registry.find(REQUEST.requestId)).toBeDefined();
    expect(windows).toEqual(new Set([1]));
  });

  it('is busy for a request that comes while the first one is opening', async () => {
    const registry = startWorker();
    const outcomes = await Promise.allSettled([
      registry.open(REQUEST, openWindow(1)),
      registry.open(OTHER, openWindow(2)),
    ]);
    expect(outcomes).toEqual([
      { status: 'fulfilled', value: undefined },
      { status: 'rejected', reason: busy },
    ]);
    expect(windows).toEqual(new Set([1]));
  });

  it('outlives the service worker', async () => {
    await startWorker().open(REQUEST, openWindow(1));
    expect(await startWorker().find(REQUEST.requestId)).toBeDefined();
    await expect(startWorker().open(OTHER, openWindow(2))).rejects.toEqual(busy);
  });

  it('forgets a request whose window could not be opened', async () => {
    const registry = startWorker();
    await expect(registry.open(REQUEST, () => Promise.reject(new KazasuError('internal')))).rejects.toThrow(
      KazasuError,
    );
    expect(await registry.find(REQUEST.requestId)).toBeUndefined();
    await registry.open(OTHER, openWindow(2));
  });

  it.each([
    ['whose window has gone unnoticed', { ...REQUEST, windowId: 99 }],
    ['whose worker ended before the window was open', REQUEST],
    ['that is no request', { nonsense: true }],
  ])('replaces an entry %s', async (_, stale) => {
    await session.set({ 'pending-request': stale });
    await startWorker().open(OTHER, openWindow(2));
    expect(await startWorker().find(OTHER.requestId)).toEqual({ ...OTHER, windowId: 2 });
  });

  it('ignores the closing of other windows', async () => {
    const registry = startWorker();
    await registry.open(REQUEST, openWindow(1));
    expect(await registry.releaseWindow(2)).toBe(false);
    expect(await registry.find(REQUEST.requestId)).toBeDefined();
  });

  it('notices that the window closes while it is still being opened', async () => {
    const registry = startWorker();
    const opening = registry.open(REQUEST, openWindow(1));
    await Promise.all([opening, registry.releaseWindow(1)]);
    expect(await registry.find(REQUEST.requestId)).toBeUndefined();
  });

  it('is busy while a person signs their own files, in whichever worker, until that is over', async () => {
    let finish: () => void = () => undefined;
    const prompt = startWorker().whileAlone(
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    );
    await expect(startWorker().open(REQUEST, openWindow(1))).rejects.toEqual(busy);
    expect(windows).toEqual(new Set());
    await expect(startWorker().whileAlone(() => Promise.resolve())).rejects.toEqual(busy);
    finish();
    await prompt;
    await startWorker().open(REQUEST, openWindow(1));
  });

  it('lets nobody sign their own files while a prompt is open', async () => {
    await startWorker().open(REQUEST, openWindow(1));
    let begun = false;
    const own = startWorker().whileAlone(() => {
      begun = true;
      return Promise.resolve();
    });
    await expect(own).rejects.toEqual(busy);
    expect(begun).toBe(false);
  });

  it('is free again when signing own files has failed', async () => {
    const registry = startWorker();
    await expect(registry.whileAlone(() => Promise.reject(new Error('nothing')))).rejects.toThrow('nothing');
    await registry.open(REQUEST, openWindow(1));
  });
});
