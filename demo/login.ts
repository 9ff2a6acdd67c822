/**
 * The server's half of the log-in.
 */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { validator } from 'hono/validator';
import { createVerifier, type NonceStore, type VerifierSettings } from 'kazasu/verify';
import type { BrowserSessions } from './browser-sessions.ts';

/** A token has up to 16 KiB. */
const BODY_MAX_BYTES = 20 * 1024;

export interface LoginService extends VerifierSettings {
  readonly nonces: NonceStore;
}

export function loginRoutes(service: LoginService, sessions: BrowserSessions): Hono {
  const routes = new Hono();

  // All that a server needs of Kazasu: a verifier, a nonce for the session that asks, and the verdict on the token.
  const { nonces } = service;
  const verifier = createVerifier(service);

  routes.post('/login/nonce', async (c) => {
    const session = sessions.currentOrNew(c);
    return c.json({ nonce: await nonces.issue(session.id) });
  });

  routes.post('/login', bodyLimit({ maxSize: BODY_MAX_BYTES }), tokenInBody, async (c) => {
    const session = sessions.currentOrNew(c);
    const result = await verifier.verifyAuthToken(c.req.valid('json').token, { session: session.id });
    if (!result.ok) return c.json({ code: result.code }, 401);
    sessions.logIn(c, result);
    return c.json({});
  });

  routes.post('/logout', (c) => {
    sessions.logOut(c);
    return c.redirect('/', 303);
  });

  return routes;
}

/**
 * Only `application/json` gets through, which a foreign page cannot send without asking first (and this site never
 * says yes): the forms that it could send are what `csrf` refuses.
 */
const tokenInBody = validator('json', (body: unknown, c) => {
  const token = typeof body === 'object' && body !== null && 'token' in body ? body.token : undefined;
  return typeof token === 'string' ? { token } : c.text('Bad Request', 400);
});
