import { afterEach, describe, expect, it, vi } from 'vitest';
import { failureOf } from './login-failure.ts';
import { fetchNonce, sendToken } from './login-server.ts';
import type { LoginSettings } from './login-settings.ts';

const SETTINGS: LoginSettings = {
  nonceUrl: new URL('https://shop.example/login/nonce'),
  loginUrl: new URL('https://shop.example/login'),
  successUrl: undefined,
  purpose: undefined,
  csrfToken: undefined,
};
const signal = new AbortController().signal;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A server's answer, and the request that got it. */
function answering(body: string | null, status = 200): { request: () => RequestInit & { url: string } } {
  let seen: (RequestInit & { url: string }) | undefined;
  vi.stubGlobal('fetch', (url: URL, init: RequestInit) => {
    seen = { ...init, url: url.href };
    return Promise.resolve(new Response(body, { status }));
  });
  return { request: () => seen ?? expect.unreachable('nothing was sent') };
}

const failure = async (outcome: Promise<unknown>): Promise<unknown> =>
  failureOf(
    await outcome.then(
      () => expect.unreachable('it should have failed'),
      (error: unknown) => error,
    ),
  );

describe('a request', () => {
  it('goes to the page’s own server alone, as JSON, and is never answered from a cache', async () => {
    const { request } = answering('{}');
    await sendToken('a.b.c', SETTINGS, signal);
    expect(request()).toMatchObject({
      url: 'https://shop.example/login',
      method: 'POST',
      mode: 'same-origin',
      credentials: 'same-origin',
      cache: 'no-store',
      body: '{"token":"a.b.c"}',
      headers: { 'content-type': 'application/json' },
    });
    expect(request().headers).not.toHaveProperty('x-csrf-token');
  });

  it('brings the CSRF token', async () => {
    const { request } = answering('{"nonce":"n"}');
    await fetchNonce({ ...SETTINGS, csrfToken: 'csrf-1' }, signal);
    expect(request().headers).toMatchObject({ 'x-csrf-token': 'csrf-1' });
  });

  it('ends with the signal, and with its reason', async () => {
    const run = new AbortController();
    vi.stubGlobal('fetch', (_url: URL, init: RequestInit) => hanging(init));
    const outcome = fetchNonce(SETTINGS, run.signal);
    const reason = new Error('taken out of the page');
    run.abort(reason);
    await expect(outcome).rejects.toBe(reason);
  });

  it('does not wait for ever', async () => {
    const limit = new AbortController();
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal);
    vi.stubGlobal('fetch', (_url: URL, init: RequestInit) => hanging(init));
    const outcome = failure(sendToken('a.b.c', SETTINGS, signal));
    limit.abort(new DOMException('', 'TimeoutError'));
    expect(await outcome).toMatchObject({ code: 'server-unavailable' });
    expect(timeout).toHaveBeenCalledWith(30_000);
    timeout.mockRestore();
  });

  function hanging({ signal: ended }: RequestInit): Promise<never> {
    return new Promise((_resolve, reject) => {
      ended?.addEventListener('abort', () => {
        // As fetch does: the reason need not be an Error.
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
        reject(ended.reason);
      });
    });
  }
});

describe('the nonce', () => {
  it('is what the answer holds', async () => {
    answering('{"nonce":"n","expires":600}');
    await expect(fetchNonce(SETTINGS, signal)).resolves.toBe('n');
  });

  it.each<[string, string | null, number]>([
    ['an error', '{}', 500],
    ['a refusal', '{"nonce":"n"}', 403],
    ['nothing', null, 204],
    ['a page', '<!doctype html>', 200],
    ['null', 'null', 200],
    ['no nonce', '{}', 200],
    ['a number', '{"nonce":1}', 200],
  ])('is not there when the server answers with %s', async (_name, body, status) => {
    answering(body, status);
    expect(await failure(fetchNonce(SETTINGS, signal))).toEqual({
      code: 'server-unavailable',
      explanation: expect.stringMatching(/^\/login\/nonce /u) as string,
    });
  });

  it('is not there when nobody answers', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await failure(fetchNonce(SETTINGS, signal))).toMatchObject({
      explanation: '/login/nonce did not answer',
    });
  });
});

describe('the verdict', () => {
  it.each<[string | null, number, unknown]>([
    ['{"name":"x"}', 200, { name: 'x' }],
    ['[]', 201, []],
    [null, 204, null],
    ['', 200, null],
  ])('%s with %i is a log-in', async (body, status, answer) => {
    answering(body, status);
    await expect(sendToken('a.b.c', SETTINGS, signal)).resolves.toEqual(answer);
  });

  it.each<[string | null, number, unknown]>([
    ['{"code":"nonce-used"}', 401, { code: 'nonce-used' }],
    ['', 403, null],
    ['<p>no</p>', 400, null],
    ['{"reason":"no account"}', 422, { reason: 'no account' }],
  ])('%s with %i is a refusal', async (body, status, answer) => {
    answering(body, status);
    const explanation = `/login answered ${status}`;
    expect(await failure(sendToken('a.b.c', SETTINGS, signal))).toEqual({
      code: 'login-refused',
      explanation,
      answer,
    });
  });

  it.each<[string, number]>([
    ['{}', 500],
    ['{}', 503],
    ['{}', 408],
    ['{}', 429],
    ['<!doctype html>', 200],
  ])('%s with %i is neither', async (body, status) => {
    answering(body, status);
    expect(await failure(sendToken('a.b.c', SETTINGS, signal))).toMatchObject({ code: 'server-unavailable' });
  });
});

it('what nobody foresaw is internal', () => {
  expect(failureOf(new RangeError('x'))).toEqual({ code: 'internal', explanation: 'RangeError: x' });
});
