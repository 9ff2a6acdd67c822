/** A log-in with the My Number Card on Hono. examples/README.md says how to start it. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMemoryNonceStore, createVerifier } from 'kazasu/verify';
import { loginScript, PAGE_HEADERS, page } from '../page.ts';
import { endSession, findSession, sessionCookie, startSession } from '../sessions.ts';
import { readSettings } from '../settings.ts';

const settings = readSettings(process.env);
const nonces = createMemoryNonceStore();
const verifier = createVerifier({ ...settings.verifier, nonces });
const app = new Hono();

app.get('/', (c) => c.body(page(findSession(c.req.header('cookie'))), 200, PAGE_HEADERS));
app.get('/kazasu-login.js', async (c) =>
  c.body(await loginScript(), 200, { 'content-type': 'text/javascript' }),
);

// Browsers say with each POST where it comes from. 16 KiB is the longest token.
app.use('/login/*', bodyLimit({ maxSize: 20 * 1024 }), async (c, next) => {
  if (c.req.header('origin') !== settings.verifier.origin) return c.json({ code: 'foreign-origin' }, 403);
  await next();
  return undefined;
});

app.post('/login/nonce', async (c) => {
  const session = findSession(c.req.header('cookie')) ?? startSession();
  c.header('set-cookie', sessionCookie(session));
  return c.json({ nonce: await nonces.issue(session.id) });
});

app.post('/login', async (c) => {
  const session = findSession(c.req.header('cookie'));
  const body: unknown = await c.req.json().catch(() => undefined);
  const token = typeof body === 'object' && body !== null && 'token' in body ? body.token : undefined;
  const result = await verifier.verifyAuthToken(token, { session: session?.id ?? 'none' });
  if (!result.ok) return c.json({ code: result.code }, 401);
  endSession(session);
  c.header('set-cookie', sessionCookie(startSession(result.accountKey)));
  return c.json({});
});

export const server = serve({ fetch: app.fetch, port: settings.port, hostname: 'localhost' });
