import { verify } from 'node:crypto';
import { createVerifier } from 'kazasu/verify';
import { type SimulatedLogin, simulateLogin } from '../simulated-login.ts';
import { compare, type Row } from './row.ts';

const BATCH = 200;
const RUNS = 15;
/** A server runs for weeks, and its code is compiled in the first second. */
const WARM_UP = 3000;

/** `verifyAuthToken` against what it began with: verifying the certificate's signature and the token's. */
export async function benchVerify(): Promise<readonly Row[]> {
  const login = await simulateLogin();
  const bare = perCall(twoBareVerifications(login));
  const rows = [
    { what: 'server: verifyAuthToken, returning', rememberedCertificates: 1 },
    { what: 'server: verifyAuthToken, new', rememberedCertificates: 0 },
  ];
  const measured: Row[] = [];
  for (const { what, rememberedCertificates } of rows) {
    const verifyToken = tokenVerification(login, rememberedCertificates);
    for (let call = 0; call < WARM_UP; call += 1) await verifyToken();
    const figures = await compare(RUNS, perCall(verifyToken), bare);
    measured.push({ what, floor: 'two crypto.verify', ...figures, counts: counts(figures) });
  }
  return measured;
}

function counts({ ms, floorMs }: { readonly ms: number; readonly floorMs: number }): string {
  return `${Math.round(1000 / ms)} tokens per second on one core, ${(floorMs / ms).toFixed(2)} of the floor`;
}

/** Each call meets a certificate that is remembered, or one that cannot be. */
function tokenVerification(login: SimulatedLogin, rememberedCertificates: number): () => Promise<void> {
  const verifier = createVerifier({
    origin: login.origin,
    testTrustAnchors: [login.authority],
    // The same token again and again: the store's own work is a look-up in a Map.
    nonces: { consume: () => Promise.resolve('accepted') },
    accountKeySecrets: [{ id: 'a', secret: new Uint8Array(32) }],
    clockSkewSeconds: 3600,
    rememberedCertificates,
  });
  return async () => {
    const result = await verifier.verifyAuthToken(login.token, { session: 'bench' });
    if (!result.ok) throw new Error(result.code);
  };
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

/**
 * Milliseconds of processor time for one call, over a batch: what tokens per second on one core are made of, and on a
 * busy machine the only time that is the service's own.
 */
function perCall(work: () => Promise<unknown>): () => Promise<number> {
  return async () => {
    const started = process.cpuUsage();
    for (let call = 0; call < BATCH; call += 1) await work();
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000 / BATCH;
  };
}
