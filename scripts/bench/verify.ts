import { createPublicKey, generateKeyPairSync, sign, verify, X509Certificate } from 'node:crypto';
import { createVerifier } from 'kazasu/verify';
import { SIMULATED_PIN } from '../../e2e/harness/simulated-pin.ts';
import { AUTHENTICATE, inGesture, outcomeOf } from '../../e2e/harness/site.ts';
import { compare, type Row } from './row.ts';
import { onStage } from './stage.ts';

const BATCH = 200;
const RUNS = 15;

/** `verifyAuthToken` against what it cannot do without: verifying the certificate's signature and the token's. */
export async function benchVerify(): Promise<readonly Row[]> {
  const { token, anchor, origin } = await logInOnce();
  const verifier = createVerifier({
    origin,
    testTrustAnchors: [anchor],
    // The same token again and again: the store's own work is a look-up in a Map.
    nonces: { consume: () => Promise.resolve('accepted') },
    accountKeySecret: new Uint8Array(32),
    clockSkewSeconds: 3600,
  });
  const first = await verifier.verifyAuthToken(token, { session: 'bench' });
  if (!first.ok) throw new Error(first.code);

  const subject = perCall(() => verifier.verifyAuthToken(token, { session: 'bench' }));
  const figures = await compare(RUNS, subject, perCall(twoBareVerifications(token)));
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

function twoBareVerifications(token: string): () => Promise<void> {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const { x5c } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { x5c: [string] };
  const key = new X509Certificate(Buffer.from(x5c[0], 'base64')).publicKey;
  const data = Buffer.from(`${header}.${payload}`);
  const bytes = Buffer.from(signature, 'base64url');
  // The certificate's own signature is of the same kind and size.
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const issuer = createPublicKey(publicKey);
  const issued = sign('sha256', data, privateKey);
  return () => {
    verify('sha256', data, key, bytes);
    verify('sha256', data, issuer, issued);
    return Promise.resolve();
  };
}

/** Milliseconds for one call, over a batch. */
function perCall(work: () => Promise<unknown>): () => Promise<number> {
  return async () => {
    const started = performance.now();
    for (let call = 0; call < BATCH; call += 1) await work();
    return (performance.now() - started) / BATCH;
  };
}

async function logInOnce(): Promise<{ token: string; anchor: string; origin: string }> {
  return await onStage(async ({ world, browser, site }) => {
    const page = await browser.newTab(site.origin);
    await inGesture(page, AUTHENTICATE);
    const prompt = await browser.prompt();
    await prompt.waitForView('pin-entry');
    await prompt.type(SIMULATED_PIN);
    await prompt.press('Enter');
    await prompt.closed();
    const outcome = (await outcomeOf(page)) as { value: { token: string } };
    return { token: outcome.value.token, anchor: await world.kazasu('simulate', 'ca'), origin: site.origin };
  });
}
