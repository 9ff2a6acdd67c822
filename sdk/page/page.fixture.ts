/** For the library's tests: a page without a browser, and what a bridge would see of it. */
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { PageToBridge } from '../../shared/page-protocol.ts';

const ORIGIN = 'https://shop.example';

type Bridge = (port: MessagePort, envelope: unknown) => void;

/** Where the library's envelopes go. */
export let posted: { envelope: unknown; targetOrigin: unknown; ports: MessagePort[] }[];
/** What the library has said on its port. */
export let said: unknown[];
let bridge: Bridge;

/** Before each test: a page in which no extension answers. */
export function setUpPage(): void {
  beforeEach(() => {
    posted = [];
    said = [];
    bridge = silent;
    stubPage({});
  });
  afterEach(() => {
    for (const { ports } of posted) for (const port of ports) port.close();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}

export function useBridge(other: Bridge): void {
  bridge = other;
}

export function stubPage({
  isSecureContext = true,
  topLevel = true,
  gesture = true,
}: {
  isSecureContext?: boolean;
  topLevel?: boolean;
  gesture?: boolean;
}): void {
  const page = {
    isSecureContext,
    location: { origin: ORIGIN },
    top: {},
    postMessage(envelope: unknown, targetOrigin: unknown, ports: MessagePort[]) {
      posted.push({ envelope, targetOrigin, ports });
      const [port] = ports;
      if (!port) return;
      port.addEventListener('message', ({ data }) => said.push(data));
      port.start();
      bridge(port, envelope);
    },
  };
  if (topLevel) page.top = page;
  vi.stubGlobal('window', page);
  vi.stubGlobal('navigator', { userActivation: { isActive: gesture } });
}

export const silent: Bridge = () => undefined;

export const accept: Bridge = (port) => {
  port.postMessage({ kind: 'accepted' });
};

export const answering =
  (...messages: unknown[]): Bridge =>
  (port) => {
    for (const message of messages) port.postMessage(message);
  };

export const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.unreachable('it should have been rejected'),
    (error: unknown) => error,
  );

/** A bridge that answers each time it is asked whether it is still there. */
export const stillThere: Bridge = (port) => {
  port.postMessage({ kind: 'accepted' });
  port.addEventListener('message', ({ data }: MessageEvent<PageToBridge>) => {
    if (data.kind === 'still-there') port.postMessage({ kind: 'accepted' });
  });
};

/** Lets faked time pass, and messages arrive on the real ports meanwhile. */
export async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 150) {
    for (let turn = 0; turn < 4; turn += 1) await new Promise(setImmediate);
    await vi.advanceTimersByTimeAsync(150);
  }
}
