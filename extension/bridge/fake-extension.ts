/** For the bridge's tests: the extension as a content script meets it, doing what the test says. */
import type { BridgeToPrompt, OpenPrompt, OpenPromptReply } from '../../shared/extension-protocol.ts';
import type { ExtensionApi } from './extension-api.ts';

class FakeEvent<Arguments extends unknown[]> {
  readonly #listeners = new Set<(...args: Arguments) => void>();

  addListener(listener: (...args: Arguments) => void): void {
    this.#listeners.add(listener);
  }

  removeListener(listener: (...args: Arguments) => void): void {
    this.#listeners.delete(listener);
  }

  /** @returns whether anybody listens */
  emit(...args: Arguments): boolean {
    for (const listener of [...this.#listeners]) listener(...args);
    return this.#listeners.size > 0;
  }
}

/** The prompt's port to the tab. */
export class FakePromptPort {
  readonly name: string;
  readonly received: BridgeToPrompt[] = [];
  readonly onMessage = new FakeEvent<[unknown]>();
  readonly onDisconnect = new FakeEvent<[]>();
  isDisconnected = false;
  readonly #isValid: () => boolean;

  constructor(name: string, isValid: () => boolean) {
    this.name = name;
    this.#isValid = isValid;
  }

  postMessage(message: BridgeToPrompt): void {
    this.#throwUnlessValid();
    this.received.push(message);
  }

  disconnect(): void {
    this.#throwUnlessValid();
    this.isDisconnected = true;
  }

  #throwUnlessValid(): void {
    if (!this.#isValid()) throw contextInvalidated();
  }
}

export class FakeExtension {
  /** What the bridge has asked the background for. */
  readonly requests: OpenPrompt[] = [];
  /** Its `runtime` goes when the extension does. */
  readonly api: ExtensionApi;
  reply: () => Promise<OpenPromptReply> = () => Promise.resolve({ kind: 'opened' });
  readonly #onConnect = new FakeEvent<[FakePromptPort]>();
  readonly #runtime = {
    id: 'kazasu@kazasu',
    onConnect: this.#onConnect,
    sendMessage: (message: OpenPrompt): Promise<OpenPromptReply> => {
      this.requests.push(message);
      return this.reply();
    },
  };

  constructor() {
    // The few members that the bridge uses.
    this.api = {
      runtime: this.#runtime,
      i18n: { getMessage: (key: string) => key },
    } as unknown as ExtensionApi;
  }

  /** A prompt connects, by default with the id of the latest request. */
  connectPrompt(name = this.requests.at(-1)?.requestId ?? ''): FakePromptPort {
    const port = new FakePromptPort(name, () => (this.api.runtime as unknown) === this.#runtime);
    // The browser disconnects a port to a document in which nobody listens.
    if (!this.#onConnect.emit(port)) port.disconnect();
    return port;
  }

  /** What a content script is left with after its extension was reloaded, updated or removed. */
  invalidate(): void {
    Object.assign(this.api, { runtime: undefined });
  }
}

/** As Chromium words it. */
function contextInvalidated(): Error {
  return new Error('Extension context invalidated.');
}
