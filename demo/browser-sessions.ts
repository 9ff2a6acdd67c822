/**
 * Which session a browser is in: one cookie, which nobody else can set or read.
 *
 * Before log-in a session exists only to own a nonce. Logging in always begins a new one under a new id, so that an id
 * that somebody planted in the browser beforehand (session fixation) is worth nothing afterwards.
 */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import type { AuthResult } from 'kazasu/verify';
import { createSessionStore } from './sessions.ts';

/** What the library remembers of a reader. */
export type Account = Extract<AuthResult, { ok: true }>;

export interface BrowserSession {
  readonly id: string;
  /** Absent before log-in. */
  readonly account?: Account | undefined;
}

export interface BrowserSessions {
  current(c: Context): BrowserSession | undefined;
  currentOrNew(c: Context): BrowserSession;
  logIn(c: Context, account: Account): void;
  logOut(c: Context): void;
}

/** @param secure whether the site is served by https, which the cookie's `__Host-` prefix and `Secure` require */
export function createBrowserSessions({ secure }: { secure: boolean }): BrowserSessions {
  // Two stores, so that a crowd of visitors cannot push out those who have logged in.
  const visits = createSessionStore<undefined>({ lifetimeSeconds: 15 * 60, maxSessions: 10_000 });
  const logins = createSessionStore<Account>({ lifetimeSeconds: 60 * 60, maxSessions: 10_000 });
  const common = { httpOnly: true, sameSite: 'Lax', path: '/' } as const;
  const attributes: CookieOptions = secure ? { ...common, secure, prefix: 'host' } : common;

  function current(c: Context): BrowserSession | undefined {
    const id = getCookie(c, 'session', attributes.prefix) ?? '';
    const session = logins.find(id) ?? visits.find(id);
    return session && { id, account: session.data };
  }

  function remember(c: Context, id: string): void {
    setCookie(c, 'session', id, attributes);
  }

  function end(c: Context): void {
    const id = current(c)?.id ?? '';
    visits.end(id);
    logins.end(id);
  }

  return {
    current,
    currentOrNew(c) {
      const existing = current(c);
      if (existing) return existing;
      const { id } = visits.start(undefined);
      remember(c, id);
      return { id };
    },
    logIn(c, account) {
      end(c);
      remember(c, logins.start(account).id);
    },
    logOut(c) {
      end(c);
      deleteCookie(c, 'session', attributes);
    },
  };
}
