import type { AccountKeys } from '../account-key.ts';
import type { AuthFailureCode, AuthSuccess } from '../auth-result.ts';
import { summarise } from '../certificate/certificate-summary.ts';
import { checkValidity } from '../certificate/certificate-validity.ts';
import type { CertificateJudge } from '../certificate/remembered-certificates.ts';
import type { NonceStore, NonceVerdict } from '../nonces/nonce-store.ts';
import { Refusal } from '../refusal.ts';
import { checkRevocation } from '../revocation/check-revocation.ts';
import { requireSetting } from '../settings.ts';
import { withinTimeLimit } from '../time-limit.ts';
import type { Trust } from '../trust-settings.ts';
import { readAuthToken, verifyPayload } from './auth-token.ts';

/** A verifier's settings, checked and ready for use. */
export interface Service {
  readonly origin: string;
  readonly judge: CertificateJudge;
  /** Without test trust anchors there is none. */
  readonly judgeSimulated: CertificateJudge | undefined;
  readonly nonces: Pick<NonceStore, 'consume'>;
  readonly nonceTimeLimitMs: number;
  readonly accountKeys: AccountKeys;
  readonly clockSkewSeconds: number;
  readonly trust: Pick<Trust, 'moment' | 'revocation'>;
}

/**
 * The checks in their order (docs/protocol.md, "The authentication token"), which is that of `AUTH_FAILURES`. The nonce
 * comes after everything that an attacker without a card could get wrong on purpose, and revocation last, because it
 * may ask somebody over a network.
 *
 * @throws Refusal
 */
export async function verifyAuthToken(
  token: unknown,
  session: string,
  service: Service,
): Promise<AuthSuccess> {
  const moment = service.trust.moment();
  const authToken = readAuthToken(token);
  const simulated = authToken.header.simulated === true;
  const judged = judgeFor(simulated, service)(authToken.certificate);
  checkValidity(judged, moment);
  const { aud, nonce, iat } = verifyPayload(authToken, judged.publicKey);
  if (aud !== service.origin) throw new Refusal('audience-mismatch');
  await useUp(nonce, session, service);
  checkIssuedAt(iat, moment.now, service.clockSkewSeconds);
  // In memory of its own: beside a small Buffer there lies what others have decoded, the account key's secret perhaps.
  const certificate = new Uint8Array(authToken.certificate);
  const question = { certificate, issuer: judged.issuer.der, now: moment.now };
  const revocation = await checkRevocation(question, service.trust.revocation);
  const [accountKey, ...formerAccountKeys] = service.accountKeys(judged);
  return { ok: true, accountKey, formerAccountKeys, certificate: summarise(judged), simulated, revocation };
}

/** The mark in the header chooses the anchors: a simulated card can only ever meet a test anchor, a real one never. */
function judgeFor(simulated: boolean, { judge, judgeSimulated }: Service): CertificateJudge {
  if (!simulated) return judge;
  if (!judgeSimulated) throw new Refusal('simulated-card-refused');
  return judgeSimulated;
}

const NONCE_FAILURES = {
  unknown: 'nonce-unknown',
  'of-other-session': 'nonce-of-other-session',
  used: 'nonce-used',
  expired: 'nonce-expired',
} as const satisfies Record<Exclude<NonceVerdict, 'accepted'>, AuthFailureCode>;

type Nonces = Pick<Service, 'nonces' | 'nonceTimeLimitMs'>;

async function useUp(nonce: string, session: string, service: Nonces): Promise<void> {
  const verdict = await askStore(nonce, session, service);
  if (verdict === 'accepted') return;
  // A store written without types may answer true or false, and must not pass or fail by accident.
  requireSetting(Object.hasOwn(NONCE_FAILURES, verdict), 'nonces.consume did not answer with a NonceVerdict');
  throw new Refusal(NONCE_FAILURES[verdict]);
}

/** A store may be anybody's code over anybody's network: its silence and its failure, at once or later, are no verdict. */
async function askStore(
  nonce: string,
  session: string,
  { nonces, nonceTimeLimitMs }: Nonces,
): Promise<NonceVerdict> {
  try {
    return await withinTimeLimit(nonceTimeLimitMs, () => nonces.consume(nonce, session));
  } catch (cause) {
    throw new Refusal('nonce-store-unavailable', { cause });
  }
}

function checkIssuedAt(iat: number, now: Date, clockSkewSeconds: number): void {
  const age = Math.floor(now.getTime() / 1000) - iat;
  // In words that are false for a clock that gives no time at all.
  if (!(age >= -clockSkewSeconds)) throw new Refusal('issued-in-future');
  if (!(age <= clockSkewSeconds)) throw new Refusal('issued-too-long-ago');
}
