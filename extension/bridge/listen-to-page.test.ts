import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BridgeToPrompt, OpenPromptReply } from '../../shared/extension-protocol.ts';
import { type BridgeToPage, REQUEST_MAX_LENGTH } from '../../shared/page-protocol.ts';
import { FakeExtension } from './fake-extension.ts';
import { listenToPage } from './listen-to-page.ts';
import type { OpenPromptSheet } from './prompt-sheet.ts';

const ORIGIN = 'https://service.example';
const LOGIN = { method: 'authenticate', nonce: 'n'.repeat(32) };
const TOKEN = { kind: 'result', result: { token: 'aaa.bbb.ccc' } };
const error = (code: string): unknown => ({ kind: 'error', code });

let extension: FakeExtension;
let document: { listeners: Record<string, (event?: unknown) => void>; openPorts: MessagePort[] };
let sheet:
  | { steps: string[]; texts: unknown; choose: (choice: BridgeToPrompt['kind']) => void; isOpen: boolean }
  | undefined;

const openSheet: OpenPromptSheet = ({ texts }, choose, signal) => {
  const opened = { steps: [] as string[], texts, choose, isOpen: true };
  sheet = opened;
  signal.addEventListener('abort', () => (opened.isOpen = false));
  return { show: (step) => opened.steps.push(step) };
};

beforeEach(() => {
  extension = new FakeExtension();
  document = { listeners: {}, openPorts: [] };
  sheet = undefined;
  vi.stubGlobal('addEventListener', (type: string, listener: () => void) => {
    document.listeners[type] = listener;
  });
  vi.stubGlobal('window', Object.assign({}, { top: undefined }));
  (window as { top: unknown }).top = window;
  vi.stubGlobal('location', { origin: ORIGIN });
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('navigator', { userActivation: { isActive: true } });
  listenToPage(extension.api, openSheet);
});

afterEach(() => {
  document.listeners['pagehide']?.();
  for (const port of document.openPorts) port.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** The page's end of a request, with all that it has heard. */
interface Page {
  readonly port: MessagePort;
  readonly heard: BridgeToPage[];
  /** Resolves when the page has heard this many messages. */
  hears(count: number): Promise<BridgeToPage[]>;
}

/** Posts an envelope as the library does; `event` says how it differs. */
function post(
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
async function openLogin(): Promise<{ page: Page; prompt: ReturnType<FakeExtension['connectPrompt']> }> {
  const page = post(LOGIN);
  await page.hears(1);
  return { page, prompt: extension.connectPrompt() };
}

/** Time for a message to arrive that must not: one round trip through the same event loop. */
async function roundTrip(): Promise<void> {
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

describe('silence', () => {
  it.each<[string, Parameters<typeof post>[1]]>([
    ['an event that a script made', { isTrusted: false }],
    ['another window', { source: {} }],
    ['no window', { source: null }],
    ['another origin', { origin: 'https://evil.example' }],
    ['a sandboxed document', { origin: 'null' }],
    ['no port', { ports: 'none' }],
    ['two ports', { ports: 'two' }],
    ['another version', { data: { kazasu: 2, kind: 'request', request: LOGIN } }],
    ['a version that is no number', { data: { kazasu: '1', kind: 'request', request: LOGIN } }],
    ['another kind', { data: { kazasu: 1, kind: 'result', request: LOGIN } }],
    ['a string', { data: 'kazasu' }],
    ['null', { data: null }],
    ['undefined', { data: undefined }],
  ])('meets %s', async (_, event) => {
    const page = post({ method: 'ping' }, event);
    await roundTrip();
    expect(page.heard).toEqual([]);
    expect(extension.requests).toEqual([]);
  });

  it.each([
    ['without a gesture', () => vi.stubGlobal('navigator', { userActivation: { isActive: false } })],
    ['in an insecure context', () => vi.stubGlobal('isSecureContext', false)],
    ['in a frame', () => ((window as { top: unknown }).top = {})],
  ])('meets a page %s', async (_, arrange) => {
    arrange();
    const pages = [post({ method: 'ping' }), post(LOGIN), post('nonsense')];
    await roundTrip();
    expect(pages.map(({ heard }) => heard)).toEqual([[], [], []]);
    expect(extension.requests).toEqual([]);
  });
});

describe('a ping', () => {
  it('is accepted, and nothing else happens', async () => {
    const page = post({ method: 'ping' });
    expect(await page.hears(1)).toEqual([{ kind: 'accepted' }]);
    await roundTrip();
    expect(page.heard).toHaveLength(1);
    expect(extension.requests).toEqual([]);
  });

  it('is accepted while a request is open', async () => {
    await openLogin();
    expect(await post({ method: 'ping' }).hears(1)).toEqual([{ kind: 'accepted' }]);
  });
});

describe('a request', () => {
  const cyclic: Record<string, unknown> = { method: 'authenticate' };
  cyclic['self'] = cyclic;

  it.each<[string, unknown, Parameters<typeof post>[1]?]>([
    ['undefined', undefined],
    ['cyclic', cyclic],
    ['with a BigInt', { ...LOGIN, nonce: 1n }],
    ['too long', { ...LOGIN, purpose: 'x'.repeat(REQUEST_MAX_LENGTH) }],
    [
      'with an unknown key beside it',
      undefined,
      { data: { kazasu: 1, kind: 'request', request: LOGIN, more: 1 } },
    ],
  ])('is invalid when it is %s', async (_, request, event) => {
    expect(await post(request, event).hears(2)).toEqual([{ kind: 'accepted' }, error('invalid-request')]);
    expect(extension.requests).toEqual([]);
  });

  it('goes to the background as JSON carries it, under an id of the bridge', async () => {
    const page = post({ ...LOGIN, purpose: undefined, more: { nested: [1] } });
    await page.hears(1);
    expect(extension.requests).toEqual([
      {
        kind: 'open-prompt',
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/u) as unknown,
        request: { ...LOGIN, more: { nested: [1] } },
      },
    ]);
  });

  it('is refused while another one of this document is open, and served again afterwards', async () => {
    const { page, prompt } = await openLogin();
    expect(await post(LOGIN).hears(2)).toEqual([{ kind: 'accepted' }, error('busy')]);
    expect(extension.requests).toHaveLength(1);

    prompt.onMessage.emit(TOKEN);
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, TOKEN]);
    await post(LOGIN).hears(1);
    expect(extension.requests).toHaveLength(2);
  });

  it.each(['busy', 'not-allowed', 'invalid-request', 'internal'] as const)('ends with %s', async (code) => {
    extension.reply = () => Promise.resolve({ kind: 'error', code });
    expect(await post(LOGIN).hears(2)).toEqual([{ kind: 'accepted' }, error(code)]);
    expect(sheet).toBeUndefined();
  });

  it('ends when the extension has been reloaded before', async () => {
    extension.invalidate();
    expect(await post(LOGIN).hears(2)).toEqual([{ kind: 'accepted' }, error('extension-unavailable')]);
    expect(extension.requests).toEqual([]);
    // It has ended: the next one is not `busy`.
    expect(await post(LOGIN).hears(2)).toEqual([{ kind: 'accepted' }, error('extension-unavailable')]);
  });

  it('ends when the extension is reloaded while it opens the prompt', async () => {
    extension.reply = () => {
      extension.invalidate();
      return Promise.reject(new Error('Extension context invalidated.'));
    };
    expect(await post(LOGIN).hears(2)).toEqual([{ kind: 'accepted' }, error('extension-unavailable')]);
  });

  it('ends when the background answers in words that the bridge does not know', async () => {
    extension.reply = () => Promise.resolve({ kind: 'queued', code: 'busy' } as unknown as OpenPromptReply);
    expect(await post(LOGIN).hears(2)).toEqual([{ kind: 'accepted' }, error('internal')]);
    expect(sheet).toBeUndefined();
  });

  it('ends when no prompt connects', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const page = post(LOGIN);
    vi.advanceTimersByTime(15_000);
    vi.useRealTimers();
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, error('internal')]);
    expect(extension.connectPrompt().isDisconnected).toBe(true);
  });
});

describe('the prompt', () => {
  it("is heard under the request's id only, and only once", async () => {
    const page = post(LOGIN);
    await page.hears(1);
    const stranger = extension.connectPrompt('8d6a7f0e-2d3c-4b5a-9e8f-7a6b5c4d3e2f');
    const prompt = extension.connectPrompt();
    const second = extension.connectPrompt();
    expect([stranger, prompt, second].map(({ isDisconnected }) => isDisconnected)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('gives its result to the page, and nothing more of it', async () => {
    const { page, prompt } = await openLogin();
    prompt.onMessage.emit({ kind: 'result', result: { token: 'aaa.bbb.ccc', more: 1 }, more: 2 });
    prompt.onMessage.emit(error('internal'));
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, TOKEN]);
    expect(prompt.isDisconnected).toBe(true);
    expect(sheet?.isOpen).toBe(false);
    await roundTrip();
    expect(page.heard).toHaveLength(2);
  });

  it('gives attributes to the page, and nothing more of the answer', async () => {
    const { page, prompt } = await openLogin();
    const attributes = { name: '山田　太郎' };
    prompt.onMessage.emit({ kind: 'result', result: { attributes, more: 1 } });
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, { kind: 'result', result: { attributes } }]);
  });

  it.each([
    ['card-unusable', 'card-unusable'],
    ['pin-blocked', 'internal'], // not for a page
    ['constructor', 'internal'],
  ])('gives the error %s to the page as %s', async (code, told) => {
    const { page, prompt } = await openLogin();
    prompt.onMessage.emit(error(code));
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, error(told)]);
  });

  it.each([
    ['a result', { kind: 'signature', result: { token: 'aaa.bbb.ccc' } }],
    ['an error', { kind: 'warning', code: 'busy' }],
    ['progress', { kind: 'step', step: 'done' }],
    ['nothing', {}],
  ])(
    'is not believed in words that the bridge does not know, though they look like %s',
    async (_, message) => {
      const { page, prompt } = await openLogin();
      prompt.onMessage.emit(message);
      expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, error('internal')]);
      expect(sheet?.steps ?? []).not.toContain('done');
    },
  );

  it('shows its progress on the sheet and not to the page', async () => {
    const { page, prompt } = await openLogin();
    prompt.onMessage.emit({ kind: 'progress', step: 'pin-needed' });
    await roundTrip();
    expect(sheet?.steps).toEqual(['connecting', 'pin-needed']);
    expect(page.heard).toHaveLength(1);
  });

  it('may be quicker than the background’s reply, which brings the language of the sheet', async () => {
    const texts = { language: 'ja', cancel: 'キャンセル' };
    let reply: (reply: OpenPromptReply) => void = () => undefined;
    extension.reply = () => new Promise((resolve) => (reply = resolve));
    const page = post(LOGIN);
    await page.hears(1);
    extension.connectPrompt().onMessage.emit({ kind: 'progress', step: 'waiting-for-card' });
    expect(sheet).toBeUndefined();
    reply({ kind: 'opened', texts });
    await roundTrip();
    expect(sheet).toMatchObject({ texts, steps: ['waiting-for-card'] });
    expect(page.heard).toEqual([{ kind: 'accepted' }]);
  });

  it('has been closed when it disconnects without an answer', async () => {
    const { page, prompt } = await openLogin();
    prompt.onDisconnect.emit();
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, error('user-cancelled')]);
  });

  it('has gone with its extension when that is no longer there', async () => {
    const { page, prompt } = await openLogin();
    extension.invalidate();
    prompt.onDisconnect.emit();
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, error('extension-unavailable')]);
  });

  it('answers whether its extension is still there', async () => {
    const { page } = await openLogin();
    page.port.postMessage({ kind: 'still-there' });
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, { kind: 'accepted' }]);
    extension.invalidate();
    page.port.postMessage({ kind: 'still-there' });
    expect((await page.hears(3)).at(-1)).toEqual(error('extension-unavailable'));
  });
});

describe('cancelling', () => {
  it('by the page reaches the prompt, which answers', async () => {
    const { page, prompt } = await openLogin();
    page.port.postMessage({ kind: 'cancel' });
    await vi.waitUntil(() => prompt.received.length > 0, { interval: 1 });
    expect(prompt.received).toEqual([{ kind: 'cancel' }]);
  });

  it.each([['nonsense'], [null], [{ kind: 'show' }], [{ kind: 'progress', step: 'done' }]])(
    'is not %j from the page',
    async (message) => {
      const { page, prompt } = await openLogin();
      page.port.postMessage(message);
      await roundTrip();
      expect(prompt.received).toEqual([]);
    },
  );

  it('by the sheet reaches the prompt, and so does the wish to see it', async () => {
    const { prompt } = await openLogin();
    sheet?.choose('show');
    sheet?.choose('cancel');
    expect(prompt.received).toEqual([{ kind: 'show' }, { kind: 'cancel' }]);
  });

  it.each(['cancel', 'show'] as const)(
    'or anything else on a sheet whose extension has gone ends the request: %s',
    async (choice) => {
      const { page } = await openLogin();
      extension.invalidate();
      sheet?.choose(choice);
      expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, error('extension-unavailable')]);
      expect(sheet?.isOpen).toBe(false);
    },
  );

  it('by the page reaches nobody once the extension has gone, and ends the request', async () => {
    const { page } = await openLogin();
    extension.invalidate();
    page.port.postMessage({ kind: 'cancel' });
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, error('extension-unavailable')]);
  });

  it('ends at once while no prompt is connected, and refuses the one that comes too late', async () => {
    const page = post(LOGIN);
    await page.hears(1);
    page.port.postMessage({ kind: 'cancel' });
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, error('user-cancelled')]);
    expect(extension.connectPrompt().isDisconnected).toBe(true);
  });

  it('is what happens when the document goes, into the back/forward cache or for good', async () => {
    const { page, prompt } = await openLogin();
    document.listeners['pagehide']?.();
    expect(await page.hears(2)).toEqual([{ kind: 'accepted' }, error('user-cancelled')]);
    expect(prompt.isDisconnected).toBe(true);
    expect(sheet?.isOpen).toBe(false);
  });
});
