import { browser } from 'wxt/browser';
import type { HostName } from '../../manifests/identity.ts';

/** What the client needs of a native port, and what a test puts in its place. */
export interface NativePort {
  postMessage(message: unknown): void;
  disconnect(): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Not called after our own `disconnect`. `errorText` is the browser's, see disconnect-reason.ts. */
  onDisconnect(listener: (errorText: string | undefined) => void): void;
}

/** Starts the host: `runtime.connectNative`. */
export function connectNativePort(name: HostName): NativePort {
  const port = browser.runtime.connectNative(name);
  return {
    postMessage: (message) => {
      port.postMessage(message);
    },
    disconnect: () => {
      port.disconnect();
    },
    onMessage: (listener) => {
      port.onMessage.addListener(listener);
    },
    onDisconnect: (listener) => {
      port.onDisconnect.addListener(() => {
        // Firefox has the error on the port, which the types, made for Chromium, do not know.
        const { error } = port as { error?: { message?: string } | null };
        listener(error?.message ?? browser.runtime.lastError?.message);
      });
    },
  };
}
