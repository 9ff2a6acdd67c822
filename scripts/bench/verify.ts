import { verify } from 'node:crypto';
import { createVerifier } from 'kazasu/verify';
import { type SimulatedLogin, simulateLogin } from '../simulated-login.ts';
import { compare, type Row } from './row.ts';

const BATCH = 200;
const RUNS = 15;

/** `verifyAuthToken` against what it cannot do without: verifying the certificate's signature and the token's. */
export async function benchVerify(): Promise<readonly Row[]> {
  const login = await simulateLogin();
  const verifier = createVerifier({
    origin: login.origin,
    testTrustAnchors: [login.authority],
    // The same token again and again: the store's own work is a look-up in a Map.
    nonces: { consume: () => Promise.resolve('accepted') },
    accountKeySecrets: [{ id: 'a', secret: new Uint8Array(32) }],
    clockSkewSeconds: 3600,
  });
  const first = await verifier.verifyAuthToken(login.token, { session: 'bench' });
  if (!first.ok) throw new Error(first.code);

  const subject = perCall(() => verifier.verifyAuthToken(login.token, { session: 'bench' }));
  const figures = await compare(RUNS, subject, perCall(twoBareVerifications(login)));
  const perSecond = Math.round(1000 / figures.ms);
  return [
    {
      what: 'server: verifyAuthToken',
      floor: 'two crypto.verify',
      ...figures,
      counts: `${perSecond} tokens per second on one core`,
    },
  ];
}

/** The certificate's own signature is of the same kind and size, so the token's stands for both. */
function twoBareVerifications({ token, certificate }: SimulatedLogin): () => Promise<void> {
  const { publicKey } = certificate;
  const [signingInput, signature] = splitAtLastDot(token);
  return () => {
    verify('sha256', signingInput, publicKey, signature);
    verify('sha256', signingInput, publicKey, signature);
    return Promise.resolve();
  };
}

function splitAtLastDot(token: string): [signingInput: Buffer, signature: Buffer] {
  const dot = token.lastIndexOf('.');
  return [Buffer.from(token.slice(0, dot)), Buffer.from(token.slice(dot + 1), 'base64url')];
}

/** Milliseconds for one call, over a batch. */
function perCall(work: () => Promise<unknown>): () => Promise<number> {
  return async () => {
    const started = performance.now();
    for (let call = 0; call < BATCH; call += 1) await work();
    return (performance.now() - started) / BATCH;
  };
}
