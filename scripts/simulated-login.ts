import { X509Certificate } from 'node:crypto';
import { CompactSign, importPKCS8 } from 'jose';
import { createTestPki } from '../host/simulator/pki/create-test-pki.ts';
import { AUTH_TOKEN_TYPE } from '../shared/auth-token.ts';

export interface SimulatedLogin {
  readonly origin: string;
  readonly token: string;
  /** PEM */
  readonly authority: string;
  readonly certificate: X509Certificate;
}

/** A token as a log-in just now would bring it, over the simulated card's certificates but without card and host. */
export async function simulateLogin(): Promise<SimulatedLogin> {
  const origin = 'https://shop.example';
  const pki = await createTestPki(new Date());
  const holder = pki.credentials.taro.userAuthentication;
  const certificate = new X509Certificate(holder.certificate);
  const payload = { aud: origin, nonce: 'n'.repeat(43), iat: Math.floor(Date.now() / 1000) };
  const x5c = [certificate.raw.toString('base64')];
  const token = await new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'RS256', typ: AUTH_TOKEN_TYPE, x5c, simulated: true })
    .sign(await importPKCS8(holder.privateKey, 'RS256'));
  return { origin, token, authority: pki.authorities.userAuthentication, certificate };
}
