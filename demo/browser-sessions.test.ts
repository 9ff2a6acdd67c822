import { Hono } from 'hono';
import { beforeEach, describe, expect, it } from 'vitest';
import { type BrowserSession, createBrowserSessions, type Login } from './browser-sessions.ts';

const LOGIN: Login = {
  verified: {
    ok: true,
    accountKey: `a.${'k'.repeat(43)}`,
    formerAccountKeys: [],
    certificate: {
      kind: 'userAuthentication',
      notBefore: new Date(0),
      notAfter: new Date(1),
      issuer: { sha256: 'A'.repeat(64), notBefore: new Date(0), notAfter: new Date(1) },
    },
    simulated: true,
    revocation: { status: 'not-checked' },
  },
  at: new Date(0),
  movedKey: false,
};

const accountOf = (session: BrowserSession | undefined) =>
  session?.stage === 'member' ? session.accountId : null;

/** Just enough of a site to be in a session. */
function siteAt({ secure }: { secure: boolean }): Hono {
  const sessions = createBrowserSessions({ secure });
  const site = new Hono();
  site.get('/who', (c) => c.json({ account: accountOf(sessions.current(c)) }));
  site.post('/visit', (c) => c.text(sessions.currentOrNew(c).id));
  site.post('/login', (c) => {
    sessions.advance(c, { stage: 'member', accountId: 'account-1', cardId: 'card-1', login: LOGIN });
    return c.text('');
  });
  site.post('/logout', (c) => {
    sessions.logOut(c);
    return c.text('');
  });
  return site;
}

let site: Hono;
beforeEach(() => {
  site = siteAt({ secure: false });
});

async function post(path: string, cookie = ''): Promise<{ cookie: string; attributes: string[] }> {
  const response = await site.request(path, { method: 'POST', headers: { cookie } });
  const [pair = '', ...attributes] = response.headers.get('set-cookie')?.split('; ') ?? [];
  return { cookie: pair, attributes };
}

async function who(cookie: string): Promise<unknown> {
  return (await site.request('/who', { headers: { cookie } })).json();
}

const loggedIn = { account: 'account-1' };
const loggedOut = { account: null };

describe('the session cookie', () => {
  it('is out of reach for scripts and foreign sites', async () => {
    const { cookie, attributes } = await post('/visit');
    expect(cookie).toMatch(/^session=[\w-]{43}$/u);
    expect(attributes.toSorted()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax']);
  });

  it('is bound to the host and to TLS on a site with https', async () => {
    site = siteAt({ secure: true });
    for (const path of ['/visit', '/login', '/logout']) {
      const { cookie, attributes } = await post(path);
      expect(cookie).toMatch(/^__Host-session=/u);
      expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure']));
      expect(attributes.join()).not.toContain('Domain');
    }
  });

  it('without its prefix means nothing on a site with https', async () => {
    site = siteAt({ secure: true });
    const { cookie } = await post('/login');
    expect(await who(cookie)).toEqual(loggedIn);
    expect(await who(cookie.replace('__Host-', ''))).toEqual(loggedOut);
  });
});

describe('a session', () => {
  it('is kept while the browser shows its cookie', async () => {
    const { cookie } = await post('/visit');
    expect((await post('/visit', cookie)).cookie).toBe('');
  });

  it('gets another id at log-in, so that a planted one is worth nothing', async () => {
    const { cookie: planted } = await post('/visit');
    const { cookie } = await post('/login', planted);
    expect(cookie).not.toBe(planted);
    expect(await who(cookie)).toEqual(loggedIn);
    expect(await who(planted)).toEqual(loggedOut);
  });

  it('is not adopted when the id is an invention', async () => {
    const invented = `session=${'A'.repeat(43)}`;
    expect((await post('/visit', invented)).cookie).not.toBe(invented);
  });

  it('ends at a second log-in, and at log-out', async () => {
    const { cookie: first } = await post('/login');
    const { cookie: second } = await post('/login', first);
    expect(await who(first)).toEqual(loggedOut);
    const { cookie, attributes } = await post('/logout', second);
    expect(cookie).toBe('session=');
    expect(attributes).toContain('Max-Age=0');
    expect(await who(second)).toEqual(loggedOut);
  });
});
