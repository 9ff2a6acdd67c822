/**
 * The request whose prompt is open. It lives in `storage.session`, in memory but outside the service worker, which the
 * browser may end at any moment. One prompt at a time means that there is at most one.
 *
 * A person's own files are signed in a tab of theirs (docs/decisions/0028-own-files-in-a-tab.md), without a request of anybody's. That tab holds
 * a lock of the browser's, which ends with it, however it ends; whoever opens a prompt takes that lock while it looks.
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

/**
 * Runs one task at a time, of all the extension's documents and workers.
 * @throws `busy` when another one is running
 */
export type Exclusively = <Result>(task: () => Promise<Result>) => Promise<Result>;

export interface RequestRegistryOptions {
  readonly storage: SessionStorage;
  readonly windowExists: (windowId: number) => Promise<boolean>;
  readonly exclusively: Exclusively;
}

export class RequestRegistry {
  readonly #options: RequestRegistryOptions;
  #lastTurn: Promise<unknown> = Promise.resolve();

  constructor(options: RequestRegistryOptions) {
    this.#options = options;
  }

  /**
   * Holds the request while `openWindow` opens its prompt, and keeps it for as long as that window is there.
   * @throws `busy` when a prompt is open; whatever `openWindow` throws
   */
  async open(request: PendingRequest, openWindow: () => Promise<number>): Promise<void> {
    const { storage, exclusively } = this.#options;
    await this.#inTurn(() =>
      exclusively(async () => {
        await this.#expectFree();
        await storage.set({ [STORAGE_KEY]: request });
        try {
          await storage.set({ [STORAGE_KEY]: { ...request, windowId: await openWindow() } });
        } catch (error) {
          await storage.remove(STORAGE_KEY);
          throw error;
        }
      }),
    );
  }

  /**
   * Runs a prompt that is in no window of its own: no other opens until it is over, or its document has gone.
   * @throws `busy` when a prompt is open; whatever `prompt` throws
   */
  async whileAlone(prompt: () => Promise<void>): Promise<void> {
    await this.#options.exclusively(async () => {
      await this.#expectFree();
      await prompt();
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
      if (isPrompt) await this.#options.storage.remove(STORAGE_KEY);
      return isPrompt;
    });
  }

  /**
   * An entry without a window was left behind by a worker that ended while it was opening one: within a worker,
   * `#inTurn` lets nobody see that state. One whose window has gone missed the event of its closing.
   */
  async #expectFree(): Promise<void> {
    const windowId = (await this.#read())?.windowId;
    const isHeld = windowId !== undefined && (await this.#options.windowExists(windowId));
    if (isHeld) throw new KazasuError('busy');
  }

  async #read(): Promise<PendingRequest | undefined> {
    const stored = (await this.#options.storage.get(STORAGE_KEY))[STORAGE_KEY];
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
