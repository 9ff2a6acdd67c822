/** A log-in with the My Number Card on Fastify. examples/README.md says how to start it. */
import Fastify from 'fastify';
import { createMemoryNonceStore, createVerifier } from 'kazasu/verify';
import { loginScript, PAGE_HEADERS, page } from '../page.ts';
import { endSession, findSession, sessionCookie, startSession } from '../sessions.ts';
import { readSettings } from '../settings.ts';

const settings = readSettings(process.env);
const nonces = createMemoryNonceStore();
const verifier = createVerifier({ ...settings.verifier, nonces });
// 16 KiB is the longest token.
const app = Fastify({ bodyLimit: 20 * 1024 });

app.get('/', (request, reply) => reply.headers(PAGE_HEADERS).send(page(findSession(request.headers.cookie))));
app.get('/kazasu-login.js', async (_request, reply) =>
  reply.type('text/javascript').send(await loginScript()),
);

// Browsers say with each POST where it comes from.
app.addHook('onRequest', async (request, reply) => {
  if (request.method === 'POST' && request.headers.origin !== settings.verifier.origin) {
    await reply.code(403).send({ code: 'foreign-origin' });
  }
});

app.post('/login/nonce', async (request, reply) => {
  const session = findSession(request.headers.cookie) ?? startSession();
  reply.header('set-cookie', sessionCookie(session));
  return { nonce: await nonces.issue(session.id) };
});

app.post<{ Body: { token?: unknown } | null }>('/login', async (request, reply) => {
  const session = findSession(request.headers.cookie);
  const result = await verifier.verifyAuthToken(request.body?.token, { session: session?.id ?? 'none' });
  if (!result.ok) return reply.code(401).send({ code: result.code });
  endSession(session);
  return reply.header('set-cookie', sessionCookie(startSession(result.accountKey))).send({});
});

await app.listen({ port: settings.port, host: 'localhost' });
export const { server } = app;
