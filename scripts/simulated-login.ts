import { createPrivateKey, sign, X509Certificate } from 'node:crypto';
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

export interface TokenMaker {
  /** In PEM: that of its log-ins and that of its signatures. */
  readonly authorities: string;
  token(origin: string, nonce: string): string;
}

/** Many tokens of one simulated card, without the time that a card takes. */
export async function createTokenMaker(): Promise<TokenMaker> {
  const pki = await createTestPki(new Date());
  const { certificate, privateKey } = pki.credentials.taro.userAuthentication;
  const x5c = [new X509Certificate(certificate).raw.toString('base64')];
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const header = encode({ alg: 'RS256', typ: AUTH_TOKEN_TYPE, x5c, simulated: true });
  const key = createPrivateKey(privateKey);
  return {
    authorities: pki.authorities.userAuthentication + pki.authorities.digitalSignature,
    token(origin, nonce) {
      const payload = encode({ aud: origin, nonce, iat: Math.floor(Date.now() / 1000) });
      const signature = sign('sha256', Buffer.from(`${header}.${payload}`), key);
      return `${header}.${payload}.${signature.toString('base64url')}`;
    },
  };
}
