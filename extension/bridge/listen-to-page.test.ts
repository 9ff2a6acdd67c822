import { describe, expect, it, vi } from 'vitest';
import type { OpenPromptReply } from '../../shared/extension-protocol.ts';
import { REQUEST_MAX_LENGTH } from '../../shared/page-protocol.ts';
import {
  error,
  extension,
  LOGIN,
  openLogin,
  post,
  roundTrip,
  setUpDocument,
  sheet,
  TOKEN,
} from './asking-document.fixture.ts';

setUpDocument();

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
