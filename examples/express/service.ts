/** A log-in with the My Number Card on Express. examples/README.md says how to start it. */
import express, { type ErrorRequestHandler } from 'express';
import { createMemoryNonceStore, createVerifier } from 'kazasu/verify';
import { loginScript, PAGE_HEADERS, page } from '../page.ts';
import { endSession, findSession, sessionCookie, startSession } from '../sessions.ts';
import { readSettings } from '../settings.ts';

const settings = readSettings(process.env);
const nonces = createMemoryNonceStore();
const verifier = createVerifier({ ...settings.verifier, nonces });
const app = express();

app.get('/', (request, response) => {
  response.set(PAGE_HEADERS).send(page(findSession(request.headers.cookie)));
});
app.get('/kazasu-login.js', async (_request, response) => {
  response.type('text/javascript').send(await loginScript());
});

// Browsers say with each POST where it comes from. 16 KiB is the longest token.
app.use('/login', express.json({ limit: '20kb' }), (request, response, next) => {
  if (request.headers.origin === settings.verifier.origin) next();
  else response.status(403).json({ code: 'foreign-origin' });
});

app.post('/login/nonce', async (request, response) => {
  const session = findSession(request.headers.cookie) ?? startSession();
  response.set('set-cookie', sessionCookie(session));
  response.json({ nonce: await nonces.issue(session.id) });
});

app.post('/login', async (request, response) => {
  const session = findSession(request.headers.cookie);
  const { token } = (request.body ?? {}) as { token?: unknown }; // an object or an array: express.json is strict
  const result = await verifier.verifyAuthToken(token, { session: session?.id ?? 'none' });
  if (!result.ok) {
    response.status(401).json({ code: result.code });
    return;
  }
  endSession(session);
  response.set('set-cookie', sessionCookie(startSession(result.accountKey))).json({});
});

// Express would answer a body that it cannot read with a page that quotes the stack.
// eslint-disable-next-line @typescript-eslint/no-unused-vars -- by its four parameters Express knows an error handler
app.use(((error: { status?: number }, _request, response, _next) => {
  response.status(error.status ?? 500).json({ code: 'bad-request' });
}) satisfies ErrorRequestHandler);

export const server = app.listen(settings.port, 'localhost');
