import { verify, X509Certificate } from 'node:crypto';
import { CompactSign, importPKCS8 } from 'jose';
import { createVerifier } from 'kazasu/verify';
import { createTestPki } from '../../host/simulator/pki/create-test-pki.ts';
import { AUTH_TOKEN_TYPE } from '../../shared/auth-token.ts';
import { compare, type Row } from './row.ts';

const ORIGIN = 'https://shop.example';
const BATCH = 200;
const RUNS = 15;

/** `verifyAuthToken` against what it cannot do without: verifying the certificate's signature and the token's. */
export async function benchVerify(): Promise<readonly Row[]> {
  const { token, certificate, authority } = await makeToken();
  const verifier = createVerifier({
    origin: ORIGIN,
    testTrustAnchors: [authority],
    // The same token again and again: the store's own work is a look-up in a Map.
    nonces: { consume: () => Promise.resolve('accepted') },
    accountKeySecret: new Uint8Array(32),
    clockSkewSeconds: 3600,
  });
  const first = await verifier.verifyAuthToken(token, { session: 'bench' });
  if (!first.ok) throw new Error(first.code);

  const subject = perCall(() => verifier.verifyAuthToken(token, { session: 'bench' }));
  const figures = await compare(RUNS, subject, perCall(twoBareVerifications(token, certificate)));
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

/** From the simulated card's own PKI, so that the certificate has the size and the extensions of a real one. */
async function makeToken(): Promise<{ token: string; certificate: X509Certificate; authority: string }> {
  const pki = await createTestPki(new Date());
  const holder = pki.credentials.taro.userAuthentication;
  const certificate = new X509Certificate(holder.certificate);
  const payload = { aud: ORIGIN, nonce: 'n'.repeat(43), iat: Math.floor(Date.now() / 1000) };
  const token = await new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({
      alg: 'RS256',
      typ: AUTH_TOKEN_TYPE,
      x5c: [certificate.raw.toString('base64')],
      simulated: true,
    })
    .sign(await importPKCS8(holder.privateKey, 'RS256'));
  return { token, certificate, authority: pki.authorities.userAuthentication };
}

/** The certificate's own signature is of the same kind and size, so the token's stands for both. */
function twoBareVerifications(token: string, { publicKey }: X509Certificate): () => Promise<void> {
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
