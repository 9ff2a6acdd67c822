/**
 * The request whose prompt is open. It lives in `storage.session`, in memory but outside the service worker, which the
 * browser may end at any moment. One prompt at a time means that there is at most one.
 */
import * as v from 'valibot';
import { KazasuError } from '../../shared/errors.ts';
import { type PendingRequest, pendingRequestSchema } from '../../shared/extension-protocol.ts';

const STORAGE_KEY = 'pending-request';

/** The part of `storage.StorageArea` in use. */
export interface SessionStorage {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

export class RequestRegistry {
  readonly #storage: SessionStorage;
  readonly #windowExists: (windowId: number) => Promise<boolean>;
  #lastTurn: Promise<unknown> = Promise.resolve();

  constructor(storage: SessionStorage, windowExists: (windowId: number) => Promise<boolean>) {
    this.#storage = storage;
    this.#windowExists = windowExists;
  }

  /**
   * Holds the request while `openWindow` opens its prompt, and keeps it for as long as that window is there.
   * @throws `busy` when a prompt is open; whatever `openWindow` throws
   */
  async open(request: PendingRequest, openWindow: () => Promise<number>): Promise<void> {
    await this.#inTurn(async () => {
      if (await this.#isHeld()) throw new KazasuError('busy');
      await this.#storage.set({ [STORAGE_KEY]: request });
      try {
        await this.#storage.set({ [STORAGE_KEY]: { ...request, windowId: await openWindow() } });
      } catch (error) {
        await this.#storage.remove(STORAGE_KEY);
        throw error;
      }
    });
  }

  /** The request with this id; the prompt asks as soon as it is loaded, maybe before its window's id is known. */
  async find(requestId: string): Promise<PendingRequest | undefined> {
    const pending = await this.#read();
    return pending?.requestId === requestId ? pending : undefined;
  }

  /**
   * Forgets the request whose prompt was in this window.
   * @returns whether there was one
   */
  async releaseWindow(windowId: number): Promise<boolean> {
    return this.#inTurn(async () => {
      const isPrompt = (await this.#read())?.windowId === windowId;
      if (isPrompt) await this.#storage.remove(STORAGE_KEY);
      return isPrompt;
    });
  }

  /**
   * An entry without a window was left behind by a worker that ended while it was opening one: within a worker,
   * `#inTurn` lets nobody see that state. One whose window has gone missed the event of its closing.
   */
  async #isHeld(): Promise<boolean> {
    const windowId = (await this.#read())?.windowId;
    return windowId !== undefined && (await this.#windowExists(windowId));
  }

  async #read(): Promise<PendingRequest | undefined> {
    const stored = (await this.#storage.get(STORAGE_KEY))[STORAGE_KEY];
    const parsed = v.safeParse(pendingRequestSchema, stored);
    return parsed.success ? parsed.output : undefined;
  }

  /** Looking and taking are one step: requests from two tabs may arrive together. */
  #inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
    const turn = this.#lastTurn.then(task);
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }
}
