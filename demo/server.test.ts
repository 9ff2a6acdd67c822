/** What the site owes its visitors beside what `stories.test.ts` tells. */
import { createMemoryNonceStore } from 'kazasu/verify';
import { describe, expect, it } from 'vitest';
import { createMemoryAccounts } from './accounts.ts';
import { LANGUAGES, type Language } from './messages/language.ts';
import { MESSAGES } from './messages/messages.ts';
import { createDemo } from './server.ts';
import { makeTestAuthority } from './test-cards.ts';

const ORIGIN = 'http://localhost:3000';
const EVIL = 'https://evil.example';
const SETTINGS = {
  origin: ORIGIN,
  testTrustAnchors: [makeTestAuthority().certificate],
  signers: { testTrustAnchors: [makeTestAuthority('JPKI for digital signature').certificate] },
  nonces: createMemoryNonceStore(),
  accounts: createMemoryAccounts({ maxAccounts: 10, maxCards: 3 }),
  accountKeySecrets: [{ id: 'a', secret: Buffer.alloc(32, 7) }],
  postsPerMinute: 1000,
  assets: { 'login.js': '/* script */', 'style.css': '/* style */' },
};
const demo = createDemo(SETTINGS);

const get = (path: string, headers: Record<string, string> = {}) =>
  demo.fetch(new Request(ORIGIN + path, { headers }));
const post = (path: string, body?: string, headers: Record<string, string> = {}) =>
  demo.fetch(
    new Request(ORIGIN + path, {
      method: 'POST',
      headers: { origin: ORIGIN, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body }),
    }),
  );
const page = async (path: string, headers?: Record<string, string>) => (await get(path, headers)).text();
const sessionCookie = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? '';

describe('the pages', () => {
  it.each<[string, string, Record<string, string>, Language]>([
    ['nobody says', '/', {}, 'ja'],
    ['the browser prefers English', '/', { 'accept-language': 'fr, en-GB;q=0.8, ja;q=0.5' }, 'en'],
    ['the browser prefers Japanese', '/', { 'accept-language': 'ja, en;q=0.5' }, 'ja'],
    ['the browser knows neither', '/', { 'accept-language': 'fr' }, 'ja'],
    ['the person has chosen', '/', { 'accept-language': 'ja', cookie: 'language=en' }, 'en'],
    ['the person chooses', '/?lang=en', { cookie: 'language=ja' }, 'en'],
    ['somebody meddles', '/?lang=%22%3E%3Cscript%3E', {}, 'ja'],
  ])('when %s', async (_name, path, headers, language) => {
    const text = await page(path, headers);
    expect(text).toContain(`<html lang="${language}">`);
    expect(text).toContain(MESSAGES[language].login.lead);
  });

  it('remember the language only when the person chose it', async () => {
    expect((await get('/')).headers.get('set-cookie')).toBeNull();
    expect((await get('/?lang=en')).headers.get('set-cookie')).toContain('language=en');
  });

  it.each(LANGUAGES)('have a text for every problem (%s)', async (language) => {
    const text = await page(`/?lang=${language}`);
    for (const [code, { title }] of Object.entries(MESSAGES[language].problems)) {
      expect(text).toContain(`<template id="problem-${code}">`);
      expect(text).toContain(title);
    }
  });

  it('allow no script, style or frame but their own, and hold none inline', async () => {
    const response = await get('/');
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).not.toMatch(
      /<script(?! type="module" src="\/login.js">)|<style|\sstyle=|\son\w+=/u,
    );
  });

  it.each([
    ['/login.js', 'text/javascript'],
    ['/style.css', 'text/css'],
  ])('serve %s as %s', async (path, type) => {
    expect((await get(path)).headers.get('content-type')).toBe(`${type}; charset=utf-8`);
  });
});

describe('the one origin', () => {
  it.each(['http://127.0.0.1:3000/', 'http://localhost:4000/', 'http://evil.example/'])(
    '%s leads there',
    async (url) => {
      const response = await demo.fetch(new Request(url));
      expect([response.status, response.headers.get('location')]).toEqual([307, `${ORIGIN}/`]);
    },
  );
});

describe('asking for a nonce', () => {
  it('gives a fresh one each time, within one session', async () => {
    const first = await post('/login/nonce', '{}');
    const cookie = sessionCookie(first);
    const second = await post('/login/nonce', '{}', { cookie });
    expect(cookie).toMatch(/^session=/u);
    expect(second.headers.get('set-cookie')).toBeNull();
    const nonces = await Promise.all([first, second].map((response) => response.json()));
    expect(nonces).toEqual([0, 1].map(() => ({ nonce: expect.stringMatching(/^[\w-]{72}$/u) as string })));
    expect(nonces[0]).not.toEqual(nonces[1]);
  });
});

describe('logging in', () => {
  it('fails with the code that the verifier gives, and stays logged out', async () => {
    const response = await post('/login', JSON.stringify({ token: 'not.a.token' }));
    expect([response.status, await response.json()]).toEqual([401, { code: 'token-malformed' }]);
    expect(await page('/', { cookie: sessionCookie(response) })).toContain(MESSAGES.ja.login.lead);
  });

  it.each([
    ['no JSON', '{', 400],
    ['no token', '{}', 400],
    ['a token that is no string', '{"token":["a"]}', 400],
    ['null', 'null', 400],
    ['far too much', JSON.stringify({ token: 'a'.repeat(30_000) }), 413],
  ])('with %s is refused before anything is verified', async (_name, body, status) => {
    expect((await post('/login', body)).status).toBe(status);
  });
});

describe('logging out', () => {
  it('ends the session and leads home', async () => {
    const response = await post('/logout', '', { 'content-type': 'application/x-www-form-urlencoded' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    expect(response.headers.get('set-cookie')).toContain('Max-Age=0');
  });

  it('is not to be had by a link', async () => {
    expect((await get('/logout')).status).toBe(404);
  });
});

describe('requests from a foreign page', () => {
  const paths = ['/login/nonce', '/login', '/logout', '/register', '/cards', '/cards/1/unlink'];
  const forms = ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data'];

  it.each(paths.flatMap((path) => forms.map((type) => [path, type])))(
    'a form to %s as %s',
    async (path, type) => {
      const response = await post(path, 'token=a', {
        origin: EVIL,
        'content-type': type,
        'sec-fetch-site': 'cross-site',
      });
      expect(response.status).toBe(403);
      expect(response.headers.get('set-cookie')).toBeNull();
    },
  );

  it.each(paths)('JSON to %s, for which a browser asks first', async (path) => {
    const response = await demo.fetch(
      new Request(ORIGIN + path, {
        method: 'OPTIONS',
        headers: {
          origin: EVIL,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
        },
      }),
    );
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('too many requests', () => {
  it('from one address are refused, and those of others are not', async () => {
    const site = createDemo({ ...SETTINGS, postsPerMinute: 3 });
    const ask = async (address: string): Promise<Response> =>
      site.fetch(new Request(`${ORIGIN}/logout`, { method: 'POST', headers: { origin: ORIGIN } }), {
        address,
      });
    for (let count = 0; count < 3; count += 1) expect((await ask('192.0.2.1')).status).toBe(303);
    const refused = await ask('192.0.2.1');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    expect((await ask('192.0.2.2')).status).toBe(303);
    expect((await site.fetch(new Request(`${ORIGIN}/`), { address: '192.0.2.1' })).status).toBe(200);
  });
});
