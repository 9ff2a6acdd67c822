import type { KeyObject } from 'node:crypto';
import { accountKey } from '../account-key.ts';
import { type AuthFailureCode, type AuthSuccess, Refusal } from '../auth-result.ts';
import { readAuthToken, verifyPayload } from './auth-token.ts';
import { verifyLeafCertificate } from '../certificate/leaf-certificate.ts';
import type { NonceStore, NonceVerdict } from '../nonces/nonce-store.ts';
import { checkRevocation, type RevocationPolicy } from '../revocation/check-revocation.ts';
import { requireSetting } from '../settings.ts';
import type { TrustAnchors } from '../certificate/trust-anchors.ts';

/** A verifier's settings, checked and ready for use. */
export interface Service {
  readonly origin: string;
  readonly trustAnchors: TrustAnchors;
  readonly testTrustAnchors: TrustAnchors;
  readonly nonces: Pick<NonceStore, 'consume'>;
  readonly accountKeySecret: KeyObject;
  readonly clockSkewSeconds: number;
  readonly revocation: RevocationPolicy;
  readonly now: () => Date;
}

/**
 * The checks in their order (docs/protocol.md, "The authentication token"). The nonce comes after everything that an
 * attacker without a card could get wrong on purpose, and revocation last, because it may ask somebody over a network.
 *
 * @throws Refusal
 */
export async function verifyAuthToken(
  token: unknown,
  session: string,
  service: Service,
): Promise<AuthSuccess> {
  const now = service.now();
  const authToken = readAuthToken(token);
  const simulated = authToken.header.simulated === true;
  const leaf = verifyLeafCertificate(authToken.certificate, anchorsFor(simulated, service), now);
  const { aud, nonce, iat } = await verifyPayload(authToken, leaf.publicKey);
  if (aud !== service.origin) throw new Refusal('audience-mismatch');
  await useUp(nonce, session, service.nonces);
  checkIssuedAt(iat, now, service.clockSkewSeconds);
  const question = { certificate: authToken.certificate, issuer: leaf.issuer.der, now };
  const revocation = await checkRevocation(question, service.revocation);
  const { notBefore, notAfter } = leaf.certificate;
  return {
    ok: true,
    accountKey: accountKey(service.accountKeySecret, leaf),
    certificate: { notBefore, notAfter },
    simulated,
    revocation,
  };
}

/** The mark in the header chooses the anchors: a simulated card can only ever meet a test anchor, a real one never. */
function anchorsFor(simulated: boolean, { trustAnchors, testTrustAnchors }: Service): TrustAnchors {
  if (!simulated) return trustAnchors;
  if (testTrustAnchors.size === 0) throw new Refusal('simulated-card-refused');
  return testTrustAnchors;
}

const NONCE_FAILURES = {
  unknown: 'nonce-unknown',
  'of-other-session': 'nonce-of-other-session',
  used: 'nonce-used',
  expired: 'nonce-expired',
} as const satisfies Record<Exclude<NonceVerdict, 'accepted'>, AuthFailureCode>;

async function useUp(nonce: string, session: string, nonces: Pick<NonceStore, 'consume'>): Promise<void> {
  const verdict = await nonces.consume(nonce, session).catch((cause: unknown) => {
    throw new Refusal('nonce-store-unavailable', { cause });
  });
  if (verdict === 'accepted') return;
  // A store written without types may answer true or false, and must not pass or fail by accident.
  requireSetting(Object.hasOwn(NONCE_FAILURES, verdict), 'nonces.consume did not answer with a NonceVerdict');
  throw new Refusal(NONCE_FAILURES[verdict]);
}

function checkIssuedAt(iat: number, now: Date, clockSkewSeconds: number): void {
  const age = Math.floor(now.getTime() / 1000) - iat;
  if (age < -clockSkewSeconds) throw new Refusal('issued-in-future');
  if (age > clockSkewSeconds) throw new Refusal('issued-too-long-ago');
}
