/**
 * The server's half of the log-in.
 */
import { Hono } from 'hono';
import type { NonceStore, Verifier } from 'kazasu/verify';
import type { Accounts } from './accounts.ts';
import type { BrowserSessions } from './browser-sessions.ts';
import { tokenInBody } from './token-in-body.ts';

export interface LoginService {
  readonly nonces: NonceStore;
  readonly verifier: Verifier;
  readonly accounts: Accounts;
  readonly sessions: BrowserSessions;
}

export function loginRoutes({ nonces, verifier, accounts, sessions }: LoginService): Hono {
  const routes = new Hono();

  // All that a server needs of Kazasu: a nonce for the session that asks, and the verdict on the token that comes back.
  routes.post('/login/nonce', async (c) => {
    const session = sessions.currentOrNew(c);
    return c.json({ nonce: await nonces.issue(session.id) });
  });

  routes.post('/login', ...tokenInBody, async (c) => {
    const session = sessions.currentOrNew(c);
    const verified = await verifier.verifyAuthToken(c.req.valid('json').token, { session: session.id });
    if (!verified.ok) return c.json({ code: verified.code }, 401);

    const known = accounts.recognise(verified);
    const login = { verified, at: new Date(), movedKey: known?.movedKey ?? false };
    if (known) {
      sessions.advance(c, { stage: 'member', accountId: known.account.id, cardId: known.card.id, login });
    } else {
      // No account yet, and none is opened unasked: it may be somebody whose certificate was renewed.
      sessions.advance(c, { stage: 'newcomer', login });
    }
    return c.json({});
  });

  routes.post('/logout', (c) => {
    sessions.logOut(c);
    return c.redirect('/', 303);
  });

  return routes;
}
