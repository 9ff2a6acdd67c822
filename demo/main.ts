/**
 * Starts the demo site: `PORT=3000 KAZASU_DEMO_TRUST_ANCHOR=test-ca.pem node dist/demo/main.js`.
 * The trust anchor is that of a simulated card (`kazasu simulate ca`). PORT=0 takes any free port.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createDemo } from './server.ts';

const testTrustAnchor = process.env['KAZASU_DEMO_TRUST_ANCHOR'];
if (testTrustAnchor === undefined) {
  console.error('KAZASU_DEMO_TRUST_ANCHOR must be the path of the test authority’s certificate in PEM.');
  process.exit(1);
}

const server = createServer();
server.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
await once(server, 'listening');
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;

const origin = `http://localhost:${port}`;
const asset = (name: string) => readFile(new URL(`page/${name}`, import.meta.url), 'utf8');
const demo = createDemo({
  origin,
  testTrustAnchors: [await readFile(testTrustAnchor, 'utf8')],
  // A real service keeps its secret for as long as its accounts. This one keeps no accounts.
  accountKeySecret: randomBytes(32),
  assets: { script: await asset('login.js'), style: await asset('style.css') },
});
const listener = getRequestListener(demo.fetch);
server.on('request', (request, response) => void listener(request, response));
console.log(`The demo site is at ${origin}/`);
