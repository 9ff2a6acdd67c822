import { isAskingOrigin } from '../../shared/origin.ts';
import { type AccountKeySecret, readAccountKeySecrets } from './account-key.ts';
import { type AuthResult, isAuthFailureCode, toAuthFailure } from './auth-result.ts';
import { rememberingJudge } from './certificate/remembered-certificates.ts';
import type { NonceStore } from './nonces/nonce-store.ts';
import { Refusal } from './refusal.ts';
import { requireSetting } from './settings.ts';
import { type Service, verifyAuthToken } from './token/verify-auth-token.ts';
import { readTrustSettings, type TrustSettings } from './trust-settings.ts';

/** What a service’s log-ins are verified against. */
export interface VerifierSettings extends TrustSettings {
  /** Of the service's own pages, such as `https://shop.example`: no path, no slash at the end. */
  readonly origin: string;
  /** Where the nonces come from that the pages ask with. */
  readonly nonces: Pick<NonceStore, 'consume'>;
  /** How long the nonce store may take; a log-in is refused after that. By default 10, at most 3600. */
  readonly nonceTimeLimitSeconds?: number;
  /**
   * The secrets of the account keys: the current one, then any older ones from which accounts are still to be moved.
   * Kept for as long as the accounts: without the secret everybody is somebody else.
   * (`node -p "crypto.randomBytes(32).toString('base64')"`)
   *
   * To change the secret, put the new one first, under an id of its own. A log-in then gives its key as `accountKey`
   * and the old one among `formerAccountKeys`, by which the service finds the account and stores the new key. Drop the
   * old secret when every account has been moved, or the others are given up.
   */
  readonly accountKeySecrets: readonly AccountKeySecret[];
  /**
   * How far the clock of the person's computer may be off, either way. By default 300: home computers run minutes
   * late, and what makes a token fresh is the nonce.
   */
  readonly clockSkewSeconds?: number;
  /**
   * Of how many people's certificates it is remembered that an authority issued them, which makes their next log-in
   * cheaper for the server. By default 10 000, at about 2.3 KB each. Validity and revocation are checked each time.
   */
  readonly rememberedCertificates?: number;
}

/** Verifies the log-ins of one service. */
export interface Verifier {
  /**
   * Verifies what the page sent. Whatever `token` is, the answer is a result and not an exception.
   *
   * The nonce is used up once certificate, signature and audience are right, so that nobody without a card can burn
   * it; from then on this token is spent, and a log-in that fails starts over with a fresh nonce.
   *
   * @param expected.session the id of the session to which the nonce was issued
   * @throws TypeError without a session id, which is a bug in the service
   */
  verifyAuthToken(token: unknown, expected: { readonly session: string }): Promise<AuthResult>;
}

/**
 * Makes the verifier of one service's log-ins. Settings with which nothing could be verified throw here, not at the
 * first log-in.
 *
 * @throws TypeError naming the setting that is wrong
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 *
 * const nonces = createMemoryNonceStore();
 * const verifier = createVerifier({
 *   origin: 'https://shop.example',
 *   trustAnchors: [await readFile('jpki-user-authentication-ca.pem', 'utf8')],
 *   nonces,
 *   accountKeySecrets: [{ id: '2026', secret: Buffer.from(process.env.ACCOUNT_KEY_SECRET ?? '', 'base64') }],
 * });
 *
 * const result = await verifier.verifyAuthToken(token, { session: sessionId });
 * if (result.ok) logIn(result.accountKey);
 * else console.warn(result.code, result.explanation);
 * ```
 */
export function createVerifier(settings: VerifierSettings): Verifier {
  const service = readSettings(settings);
  return {
    async verifyAuthToken(token, { session }) {
      requireSetting(
        typeof session === 'string' && session !== '',
        'a nonce belongs to a session: pass its id',
      );
      try {
        return await verifyAuthToken(token, session, service);
      } catch (error) {
        if (error instanceof Refusal && isAuthFailureCode(error.code)) {
          return toAuthFailure(error.code, error.reason);
        }
        throw error;
      }
    },
  };
}

function readSettings(settings: VerifierSettings): Service {
  const { origin, nonces, accountKeySecrets } = settings;
  const { nonceTimeLimitSeconds = 10, clockSkewSeconds = 300, rememberedCertificates = 10_000 } = settings;
  const trust = readTrustSettings(settings, 'userAuthentication');
  requireSetting(
    typeof origin === 'string' && isAskingOrigin(origin),
    'origin must be that of a secure page, without path',
  );
  requireSetting(isNonceStore(nonces), 'nonces must be a nonce store');
  requireSetting(
    nonceTimeLimitSeconds > 0 && nonceTimeLimitSeconds <= 3600,
    'nonceTimeLimitSeconds must be positive, up to 3600',
  );
  requireSetting(
    clockSkewSeconds >= 0 && Number.isFinite(clockSkewSeconds),
    'clockSkewSeconds must be 0 or more',
  );
  requireSetting(
    rememberedCertificates >= 0 && Number.isInteger(rememberedCertificates),
    'rememberedCertificates must be a whole number, 0 or more',
  );
  const { trustAnchors, testTrustAnchors } = trust;
  return {
    origin,
    judge: rememberingJudge(trustAnchors, 'userAuthentication', rememberedCertificates),
    judgeSimulated:
      testTrustAnchors.size > 0
        ? rememberingJudge(testTrustAnchors, 'userAuthentication', rememberedCertificates)
        : undefined,
    nonces,
    nonceTimeLimitMs: nonceTimeLimitSeconds * 1000,
    accountKeys: readAccountKeySecrets(accountKeySecrets),
    clockSkewSeconds,
    trust,
  };
}

/** A service without types may pass anything. */
function isNonceStore(nonces: unknown): boolean {
  return typeof Reflect.get(Object(nonces), 'consume') === 'function';
}
