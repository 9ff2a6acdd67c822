import { describe, expect, it, vi } from 'vitest';
import { PAGE_ERROR_CODES } from '../../shared/errors.ts';
import { pageEnvelopeSchema, pageToBridgeSchema } from '../../shared/page-protocol.ts';
import * as v from 'valibot';
import { authenticate, isAvailable, KazasuError, readAttributes } from './index.ts';
import {
  accept,
  answering,
  pass,
  posted,
  rejection,
  said,
  setUpPage,
  silent,
  stillThere,
  stubPage,
  useBridge,
} from './page.fixture.ts';

const NONCE = 'n'.repeat(32);
setUpPage();

describe('the envelope', () => {
  it('is posted at once, to this origin only, with one port', () => {
    void authenticate({ nonce: NONCE, purpose: '会員ページ' }).catch(() => undefined);
    expect(posted).toHaveLength(1);
    expect(posted[0]?.targetOrigin).toBe('https://shop.example');
    expect(posted[0]?.ports).toHaveLength(1);
    expect(posted[0]?.envelope).toEqual({
      kazasu: 1,
      kind: 'request',
      request: { method: 'authenticate', nonce: NONCE, purpose: '会員ページ' },
    });
  });

  it.each([{ nonce: NONCE }, { nonce: NONCE, purpose: undefined }])(
    'is one that the bridge accepts: %o',
    (options) => {
      void authenticate(options).catch(() => undefined);
      expect(v.is(pageEnvelopeSchema, structuredClone(posted[0]?.envelope))).toBe(true);
    },
  );
});

describe('authenticate', () => {
  it('resolves to the token', async () => {
    useBridge(answering({ kind: 'accepted' }, { kind: 'result', result: { token: 'a.b.c' } }));
    await expect(authenticate({ nonce: NONCE })).resolves.toEqual({ token: 'a.b.c' });
    expect(said).toEqual([]);
  });

  it.each(PAGE_ERROR_CODES)('rejects with %s when the bridge says so', async (code) => {
    useBridge(answering({ kind: 'accepted' }, { kind: 'error', code }));
    const error = await rejection(authenticate({ nonce: NONCE }));
    expect(error).toBeInstanceOf(KazasuError);
    expect(error).toMatchObject({ name: 'KazasuError', code });
  });

  it.each([
    ['a short nonce', { nonce: 'short' }],
    ['a nonce with other characters', { nonce: `${NONCE}"` }],
    ['no nonce', {}],
    ['a purpose that reorders text', { nonce: NONCE, purpose: '\u202Efdp' }],
    ['a purpose of two lines', { nonce: NONCE, purpose: 'one\ntwo' }],
    ['an endless purpose', { nonce: NONCE, purpose: 'x'.repeat(201) }],
  ])('refuses %s before posting', async (_name, options) => {
    // Callers without types can pass anything.
    const error = await rejection(authenticate(options as { nonce: string }));
    expect(error).toMatchObject({ code: 'invalid-request' });
    expect(posted).toEqual([]);
  });

  it.each([
    ['outside a secure context', { isSecureContext: false }],
    ['inside a frame', { topLevel: false }],
    ['without a gesture', { gesture: false }],
  ])('is not allowed %s, and nothing is posted', async (_name, page) => {
    stubPage(page);
    expect(await rejection(authenticate({ nonce: NONCE }))).toMatchObject({ code: 'not-allowed' });
    expect(posted).toEqual([]);
  });

  it.each([
    ['not an object', 'accepted'],
    ['an unknown kind', { kind: 'progress' }],
    ['an unknown key', { kind: 'accepted', token: 'a.b.c' }],
    ['an unknown code', { kind: 'error', code: 'wrong-pin' }],
  ])('takes no answer that is %s', async (_name, message) => {
    useBridge(answering(message));
    expect(await rejection(authenticate({ nonce: NONCE }))).toMatchObject({ code: 'internal' });
    await vi.waitFor(() => {
      expect(said).toEqual([{ kind: 'cancel' }]);
    });
  });
});

it('takes no result that is an endless token', async () => {
  useBridge(answering({ kind: 'result', result: { token: 'x'.repeat(16_385) } }));
  expect(await rejection(authenticate({ nonce: NONCE }))).toMatchObject({ code: 'internal' });
});

it('has no reply to a question that only signatures have', async () => {
  useBridge(answering({ kind: 'piece-wanted', document: 0, offset: 0, length: 1 }));
  expect(await rejection(authenticate({ nonce: NONCE }))).toMatchObject({ code: 'internal' });
});

describe('readAttributes', () => {
  const OPTIONS = { attributes: ['name', 'sex'], required: ['name'], purpose: '会員証の発行' } as const;

  it('resolves to what the person gave', async () => {
    const attributes = { name: '山田　太郎' };
    useBridge(answering({ kind: 'accepted' }, { kind: 'result', result: { attributes } }));
    await expect(readAttributes(OPTIONS)).resolves.toEqual({ attributes });
    expect(posted[0]?.envelope).toMatchObject({ request: { method: 'readAttributes', ...OPTIONS } });
  });

  it('posts what the bridge accepts', () => {
    void readAttributes({ attributes: ['sex'] }).catch(() => undefined);
    expect(v.is(pageEnvelopeSchema, structuredClone(posted[0]?.envelope))).toBe(true);
  });

  it.each([
    ['none', { attributes: [] }],
    ['the individual number', { attributes: ['individualNumber'] }],
    ['more required than asked for', { attributes: ['name'], required: ['sex'] }],
  ])('refuses %s before posting', async (_name, options) => {
    // Callers without types can pass anything.
    const error = await rejection(readAttributes(options as { attributes: ['name'] }));
    expect(error).toMatchObject({ code: 'invalid-request' });
    expect(posted).toEqual([]);
  });

  it('takes no token for an answer', async () => {
    useBridge(answering({ kind: 'accepted' }, { kind: 'result', result: { token: 'a.b.c' } }));
    expect(await rejection(readAttributes(OPTIONS))).toMatchObject({ code: 'internal' });
  });
});

describe('the limits of waiting', () => {
  it('knows within 300 ms that no extension is there, and withdraws the request', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asked = rejection(authenticate({ nonce: NONCE }));
    await pass(300);
    vi.useRealTimers();
    expect(await asked).toMatchObject({ code: 'extension-unavailable' });
    // An extension that only was slow must not open a prompt for a request that the page has given up.
    await vi.waitFor(() => {
      expect(said).toEqual([{ kind: 'cancel' }]);
    });
  });

  it('does not take a busy page for a missing extension', async () => {
    useBridge((port) => {
      setImmediate(() => {
        answering({ kind: 'accepted' }, { kind: 'result', result: { token: 'a.b.c' } })(port, undefined);
      });
    });
    const asked = authenticate({ nonce: NONCE });
    const until = performance.now() + 400;
    while (performance.now() < until); // nothing else runs on this thread, as in a page that renders for 400 ms
    await expect(asked).resolves.toEqual({ token: 'a.b.c' });
  });

  it('gives up after ten minutes of an extension that says it is there', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    useBridge(stillThere);
    const outcome = rejection(authenticate({ nonce: NONCE }));
    await pass(10 * 60_000);
    expect(await outcome).toMatchObject({ code: 'timed-out' });
    expect(said.filter((message) => v.is(pageToBridgeSchema, message))).toHaveLength(said.length);
  });

  it('notices within six seconds that the extension has gone without a word, and not at the first delay', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    useBridge(accept);
    const outcome = rejection(authenticate({ nonce: NONCE }));
    await pass(4500);
    expect(said).toEqual([{ kind: 'still-there' }]);
    await pass(1500);
    expect(await outcome).toMatchObject({ code: 'extension-unavailable' });
    expect(said).toEqual([{ kind: 'still-there' }, { kind: 'cancel' }]);
  });

  it('leaves no timer behind', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    useBridge(answering({ kind: 'result', result: { token: 'a.b.c' } }));
    await authenticate({ nonce: NONCE });
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('aborting', () => {
  it('before: rejects with the reason and posts nothing', async () => {
    const reason = new Error('left the page');
    const error = await rejection(authenticate({ nonce: NONCE, signal: AbortSignal.abort(reason) }));
    expect(error).toBe(reason);
    expect(posted).toEqual([]);
  });

  it('later: cancels at the bridge and rejects with an AbortError, as fetch does', async () => {
    const controller = new AbortController();
    useBridge((port) => {
      accept(port, undefined);
      setImmediate(() => {
        controller.abort();
      });
    });
    const error = await rejection(authenticate({ nonce: NONCE, signal: controller.signal }));
    expect(error).toMatchObject({ name: 'AbortError' });
    await vi.waitFor(() => {
      expect(said).toHaveLength(1);
      expect(v.is(pageToBridgeSchema, said[0])).toBe(true);
    });
  });
});

describe('isAvailable', () => {
  it('is true when the bridge acknowledges the ping', async () => {
    useBridge(accept);
    await expect(isAvailable()).resolves.toBe(true);
    expect(posted[0]?.envelope).toEqual({ kazasu: 1, kind: 'request', request: { method: 'ping' } });
  });

  it.each([
    ['nobody answers', silent],
    ['the answer is an error', answering({ kind: 'error', code: 'not-allowed' })],
    ['the answer is malformed', answering('pong')],
  ])('is false when %s', async (_name, answer) => {
    useBridge(answer);
    await expect(isAvailable()).resolves.toBe(false);
  });

  it('is false at once, without asking, outside a gesture', async () => {
    stubPage({ gesture: false });
    useBridge(accept);
    await expect(isAvailable()).resolves.toBe(false);
    expect(posted).toEqual([]);
  });
});
