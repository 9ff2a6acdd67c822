/** Log-ins with simulated cards, whose certificates are looked up at `kazasu simulate --pki` by the published checkers. */
import { CompactSign, importPKCS8 } from 'jose';
import {
  createCrlChecker,
  createOcspChecker,
  createVerifier,
  crlUrl,
  firstAnswer,
  type RevocationChecker,
} from 'kazasu/verify';
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PkiUrls, servePki } from '../host/simulator/pki-server.ts';
import { loadTestPki } from '../host/simulator/state/pki-store.ts';
import { makeFolderWithPki } from '../host/simulator/state/temporary-state.fixture.ts';
import { AUTH_TOKEN_TYPE } from '../shared/auth-token.ts';

const origin = 'https://shop.example';
const ending = new AbortController();
let folder: string;
let urls: PkiUrls;
let end: Promise<void>;
beforeAll(async () => {
  folder = await makeFolderWithPki();
  urls = await new Promise((resolve) => {
    end = servePki({ port: 0, folder, onListening: resolve, signal: ending.signal });
  });
});
afterAll(async () => {
  ending.abort();
  await end;
});

/** What a service says to a log-in just now, with the certificate of this card. */
async function logIn(name: 'taro' | 'revoked', revocation: RevocationChecker, now = () => new Date()) {
  const pki = await loadTestPki(folder);
  const { certificate, privateKey } = pki.credentials[name].userAuthentication;
  const verifier = createVerifier({
    origin,
    testTrustAnchors: [pki.authorities.userAuthentication],
    nonces: { consume: () => Promise.resolve('accepted') },
    accountKeySecrets: [{ id: '1', secret: new Uint8Array(32) }],
    revocation,
    acceptRevocation: [],
    now,
  });
  const payload = { aud: origin, nonce: 'n'.repeat(43), iat: Math.floor(Date.now() / 1000) };
  const x5c = [new X509Certificate(certificate).raw.toString('base64')];
  const token = await new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'RS256', typ: AUTH_TOKEN_TYPE, x5c, simulated: true })
    .sign(await importPKCS8(privateKey, 'RS256'));
  return verifier.verifyAuthToken(token, { session: 'session-1' });
}

const CHECKERS: readonly (readonly [string, 'crl' | 'ocsp', () => RevocationChecker])[] = [
  ['revocation list', 'crl', () => createCrlChecker({ lists: [crlUrl(urls.crl.userAuthentication)] })],
  ['OCSP, SHA-256', 'ocsp', () => createOcspChecker({ url: urls.ocsp })],
  ['OCSP, SHA-1', 'ocsp', () => createOcspChecker({ url: urls.ocsp, certIdHash: 'sha1' })],
  [
    'OCSP when the revocation list is another authority’s',
    'ocsp',
    () =>
      firstAnswer([
        createCrlChecker({ lists: [crlUrl(urls.crl.digitalSignature)] }),
        createOcspChecker({ url: urls.ocsp }),
      ]),
  ],
];

describe.each(CHECKERS)('%s', (_name, by, checker) => {
  it('lets a card in that is in order', async () => {
    expect(await logIn('taro', checker())).toMatchObject({ ok: true, revocation: { status: 'checked', by } });
  });

  it('lets it in when the clock was read a second before the answer was made', async () => {
    const earlier = () => new Date(Date.now() - 1000);
    expect(await logIn('taro', checker(), earlier)).toMatchObject({ ok: true });
  });

  it('refuses one that has been revoked', async () => {
    expect(await logIn('revoked', checker())).toMatchObject({ ok: false, code: 'certificate-revoked' });
  });
});

it('nobody gets in past a responder that is not there', async () => {
  const checker = createOcspChecker({ url: urls.ocsp.replace('127.0.0.1', '127.0.0.2') });
  expect(await logIn('taro', checker)).toMatchObject({
    ok: false,
    code: 'revocation-unavailable',
    reason: 'ocsp-unreachable',
  });
});
