/**
 * Which session a browser is in: one cookie, which nobody else can set or read.
 *
 * Before log-in a session exists only to own a nonce. Whoever comes further always gets a new one under a new id, so
 * that an id that somebody planted in the browser beforehand (session fixation) is worth nothing afterwards.
 */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import type { AuthSuccess } from 'kazasu/verify';
import { createSessionStore } from './sessions.ts';

/** How far somebody has come. */
export type Stage =
  | { readonly stage: 'visitor' }
  /** Has shown a card that has no account yet. */
  | { readonly stage: 'newcomer'; readonly login: Login }
  | {
      readonly stage: 'member';
      readonly accountId: string;
      /** The one that they came in by. */
      readonly cardId: string;
      readonly login: Login;
    };

/** The verdict on a token, for as long as the session lasts. */
export interface Login {
  readonly verified: AuthSuccess;
  readonly at: Date;
  /** The account was kept under the key of an older secret until then. */
  readonly movedKey: boolean;
}

export type BrowserSession = { readonly id: string } & Stage;

export interface BrowserSessions {
  current(c: Context): BrowserSession | undefined;
  currentOrNew(c: Context): BrowserSession;
  /** Ends the session in which they were, and begins another. */
  advance(c: Context, stage: Exclude<Stage, { stage: 'visitor' }>): void;
  logOut(c: Context): void;
}

/** @param secure whether the site is served by https, which the cookie's `__Host-` prefix and `Secure` require */
export function createBrowserSessions({ secure }: { secure: boolean }): BrowserSessions {
  // Two stores, so that a crowd of visitors cannot push out those who have shown a card.
  const visits = createSessionStore<Stage>({ lifetimeSeconds: 15 * 60, maxSessions: 10_000 });
  const logins = createSessionStore<Stage>({ lifetimeSeconds: 60 * 60, maxSessions: 10_000 });
  const common = { httpOnly: true, sameSite: 'Lax', path: '/' } as const;
  const attributes: CookieOptions = secure ? { ...common, secure, prefix: 'host' } : common;

  function current(c: Context): BrowserSession | undefined {
    const id = getCookie(c, 'session', attributes.prefix) ?? '';
    const session = logins.find(id) ?? visits.find(id);
    return session && { id, ...session.data };
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
      const { id, data } = visits.start({ stage: 'visitor' });
      remember(c, id);
      return { id, ...data };
    },
    advance(c, stage) {
      end(c);
      remember(c, logins.start(stage).id);
    },
    logOut(c) {
      end(c);
      deleteCookie(c, 'session', attributes);
    },
  };
}
