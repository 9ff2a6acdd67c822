/** For the bridge's tests: a document that asks, and all that it hears. */
import { afterEach, beforeEach, vi } from 'vitest';
import type { BridgeToPage } from '../../shared/page-protocol.ts';
import { FakeExtension, type FakePromptPort } from './fake-extension.ts';
import { listenToPage } from './listen-to-page.ts';
import type { OpenPromptSheet, SheetChoice } from './prompt-sheet.ts';

const ORIGIN = 'https://service.example';
export const LOGIN = { method: 'authenticate', nonce: 'n'.repeat(32) };
export const TOKEN = { kind: 'result', result: { token: 'aaa.bbb.ccc' } };
export const error = (code: string): unknown => ({ kind: 'error', code });

/** What the bridge of the current test meets. */
export let extension: FakeExtension;
let document: { listeners: Record<string, (event?: unknown) => void>; openPorts: MessagePort[] };
/** The sheet of the current request, once it is open. */
export let sheet:
  | { steps: string[]; texts: unknown; choose: (choice: SheetChoice) => void; isOpen: boolean }
  | undefined;

const openSheet: OpenPromptSheet = ({ texts }, choose, signal) => {
  const opened = { steps: [] as string[], texts, choose, isOpen: true };
  sheet = opened;
  signal.addEventListener('abort', () => (opened.isOpen = false));
  return { show: (step) => opened.steps.push(step) };
};

/** Before each test: a document that the bridge listens to, in the middle of a person's gesture. */
export function setUpDocument(): void {
  beforeEach(() => {
    extension = new FakeExtension();
    document = { listeners: {}, openPorts: [] };
    sheet = undefined;
    vi.stubGlobal('addEventListener', (type: string, listener: () => void) => {
      document.listeners[type] = listener;
    });
    vi.stubGlobal('window', { top: undefined, ArrayBuffer });
    (window as { top: unknown }).top = window;
    vi.stubGlobal('location', { origin: ORIGIN });
    vi.stubGlobal('isSecureContext', true);
    vi.stubGlobal('navigator', { userActivation: { isActive: true } });
    listenToPage(extension.api, openSheet);
  });

  afterEach(() => {
    leave();
    for (const port of document.openPorts) port.close();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
}

/** The document goes. */
export function leave(): void {
  document.listeners['pagehide']?.();
}

/** The page's end of a request, with all that it has heard. */
export interface Page {
  readonly port: MessagePort;
  readonly heard: BridgeToPage[];
  /** Resolves when the page has heard this many messages. */
  hears(count: number): Promise<BridgeToPage[]>;
}

/** Posts an envelope as the library does; `event` says how it differs. */
export function post(
  request: unknown,
  event: { data?: unknown; ports?: 'none' | 'two' } & Record<string, unknown> = {},
): Page {
  const { port1, port2 } = new MessageChannel();
  document.openPorts.push(port1, port2);
  const heard: BridgeToPage[] = [];
  port1.onmessage = ({ data }: MessageEvent<BridgeToPage>) => heard.push(data);
  const { ports, ...difference } = event;
  document.listeners['message']?.({
    isTrusted: true,
    source: window,
    origin: ORIGIN,
    data: { kazasu: 1, kind: 'request', request },
    ports: { none: [], one: [port2], two: [port2, port2] }[ports ?? 'one'],
    ...difference,
  });
  return {
    port: port1,
    heard,
    hears: (count) => vi.waitUntil(() => heard.length >= count && heard, { interval: 1 }),
  };
}

/** A login whose prompt is connected. */
export async function openLogin(): Promise<{ page: Page; prompt: FakePromptPort }> {
  const page = post(LOGIN);
  await page.hears(1);
  return { page, prompt: extension.connectPrompt() };
}

/** Time for a message to arrive that must not: one round trip through the same event loop. */
export async function roundTrip(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  document.openPorts.push(port1, port2);
  port2.onmessage = () => {
    port2.postMessage(0);
  };
  await new Promise((resolve) => {
    port1.onmessage = resolve;
    port1.postMessage(0);
  });
}
