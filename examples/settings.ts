/** What each of the examples is told by its environment. */
import { readFileSync } from 'node:fs';
import type { VerifierSettings } from 'kazasu/verify';

export interface Settings {
  readonly port: number;
  readonly verifier: Omit<VerifierSettings, 'nonces'>;
}

/** @throws Error when something is missing, before anybody can log in */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const port = Number(env['PORT'] ?? 3000);
  const secret = Buffer.from(env['ACCOUNT_KEY_SECRET'] ?? '', 'base64');
  return {
    port,
    verifier: {
      origin: env['ORIGIN'] ?? `http://localhost:${port}`,
      trustAnchors: readCertificate(env['JPKI_CA']),
      // Whoever has the simulated card is nobody in particular, so it has no business in production.
      testTrustAnchors: env['NODE_ENV'] === 'production' ? [] : readCertificate(env['KAZASU_TEST_CA']),
      accountKeySecrets: [{ id: '1', secret }],
    },
  };
}

function readCertificate(path: string | undefined): string[] {
  return path === undefined ? [] : [readFileSync(path, 'utf8')];
}
