/**
 * A service as it stands behind one address: as many processes as the test asks for, each with a verifier and a
 * connection to Redis of its own, among which node:cluster deals the connections. Started by
 * {@link ./many-processes.ts}, and ends with it. Not published.
 */
import cluster from 'node:cluster';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { createRedisNonceStore, createVerifier, type NonceStore, type Verifier } from '../index.ts';
import type { ServiceSettings } from './many-processes.ts';
import { connectTo } from './private-redis.ts';

const NAME = 'KAZASU_TEST_SERVICE';
// The test that starts this writes exactly these settings.
const settings = JSON.parse(process.env[NAME] ?? '') as ServiceSettings;

if (cluster.isPrimary) await lead(settings.processes);
else await serve();

/** Tells the test the port once every process listens there. */
async function lead(processes: number): Promise<void> {
  process.once('disconnect', () => process.exit());
  const ports = await Promise.all(
    Array.from({ length: processes }, async () => {
      // By its documentation the event brings the address.
      const [address] = (await once(cluster.fork(), 'listening')) as [{ port: number }];
      return address.port;
    }),
  );
  process.send?.({ port: ports[0] });
}

async function serve(): Promise<void> {
  const client = await connectTo(settings);
  const nonces = createRedisNonceStore({ client, timeLimitSeconds: settings.timeLimitSeconds });
  const certificate = Buffer.from(settings.authority.certificate, 'base64');
  const verifier = createVerifier({
    origin: settings.origin,
    trustAnchors: [{ certificate, sha256: settings.authority.sha256 }],
    nonces,
    accountKeySecrets: [{ id: 'test', secret: new Uint8Array(32) }],
    now: () => new Date(settings.now),
  });
  const server = createServer((request, response) => void answer(request, response, nonces, verifier));
  // The test signs its tokens between two requests; a connection that is closed meanwhile would look like a failure.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  nonces: NonceStore,
  verifier: Verifier,
): Promise<void> {
  const session = String(request.headers['session']);
  const body = await text(request);
  const said =
    request.url === '/nonce'
      ? await nonces.issue(session).catch(() => 'no-nonce')
      : await verifier
          .verifyAuthToken(body, { session })
          .then((result) => (result.ok ? 'accepted' : result.code));
  response.setHeader('process', process.pid).end(said);
}
