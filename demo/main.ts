/**
 * Starts the demo site: `PORT=3000 KAZASU_DEMO_TRUST_ANCHOR=test-ca.pem
 * KAZASU_DEMO_SIGNATURE_TRUST_ANCHOR=test-signature-ca.pem node dist/demo/main.js`.
 * The trust anchors are those of a simulated card (`kazasu simulate ca`, `kazasu simulate ca --signature`). PORT=0 takes any
 * free port.
 * KAZASU_DEMO_OCSP=http://127.0.0.1:8080/ocsp asks a responder about revoked cards (`kazasu simulate --pki` is one).
 * KAZASU_DEMO_POSTS_PER_MINUTE=60 is what one address may post.
 * KAZASU_DEMO_REDIS=redis://localhost:6379 keeps the nonces on Redis, as a service of several processes does.
 */
import { startDemo } from './start.ts';

try {
  console.log(`The demo site is at ${await startDemo(process.env)}/`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
