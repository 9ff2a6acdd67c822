// A service in plain JavaScript, which scripts/package.ts runs in a project where there is nothing but the package. It
// loads the page's half too, as a server does that renders pages.
import { text } from 'node:stream/consumers';
import { authenticate, isAvailable, KazasuError } from 'kazasu';
import { KazasuLoginElement } from 'kazasu/login';
import { createMemoryNonceStore, createVerifier } from 'kazasu/verify';

const { origin, token, authority } = JSON.parse(await text(process.stdin));
const verifier = createVerifier({
  origin,
  testTrustAnchors: [authority],
  nonces: createMemoryNonceStore(),
  accountKeySecrets: [{ id: '1', secret: new Uint8Array(32) }],
});
const result = await verifier.verifyAuthToken(token, { session: 'session' });
console.log(
  [authenticate, isAvailable, KazasuError, KazasuLoginElement].map((loaded) => typeof loaded).join(),
);
console.log(result.code);
