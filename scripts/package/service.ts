/**
 * A service as an integrator would write it, which `scripts/package.ts` compiles and runs in a project of its own,
 * where there is nothing but the packed package.
 */
import { text } from 'node:stream/consumers';
import { authenticate, isAvailable, KazasuError } from 'kazasu';
import { type AuthResult, createVerifier, type NonceStore } from 'kazasu/verify';

/** In the page. */
export async function logIn(nonce: string, signal: AbortSignal): Promise<string | undefined> {
  if (!(await isAvailable())) return undefined;
  try {
    const { token } = await authenticate({ nonce, purpose: '会員ページへのログイン', signal });
    return token;
  } catch (error) {
    if (error instanceof KazasuError && error.code === 'user-cancelled') return undefined;
    throw error;
  }
}

/** On the server. */
export async function verify(login: { origin: string; token: unknown; authority: string }): Promise<string> {
  const issued: NonceStore = {
    issue: () => Promise.resolve('n'.repeat(43)),
    consume: (nonce) => Promise.resolve(nonce === 'n'.repeat(43) ? 'accepted' : 'unknown'),
  };
  const { origin, token, authority } = login;
  const verifier = createVerifier({
    origin,
    testTrustAnchors: [authority],
    nonces: issued,
    accountKeySecrets: [{ id: 'a', secret: new Uint8Array(32) }],
  });
  return describe(await verifier.verifyAuthToken(token, { session: 'session' }));
}

function describe(result: AuthResult): string {
  return result.ok ? `accepted ${result.accountKey}` : result.code;
}

// @ts-expect-error -- nobody reads the account key of a token that may have been refused
export type Careless = AuthResult['accountKey'];

// The caller is scripts/package.ts, which writes exactly this.
const login = JSON.parse(await text(process.stdin)) as { origin: string; token: string; authority: string };
console.log(await verify(login));
console.log(await verify({ ...login, token: login.token.slice(0, -4) + 'AAAA' }));
