import { createSecretKey } from 'node:crypto';
import { isAskingOrigin } from '../../shared/origin.ts';
import { type AuthResult, Refusal, toAuthFailure } from './auth-result.ts';
import type { NonceStore } from './nonces/nonce-store.ts';
import type { RevocationPolicy } from './revocation/check-revocation.ts';
import type { RevocationChecker, RevocationStatus } from './revocation/revocation-checker.ts';
import { requireSetting } from './settings.ts';
import {
  type CertificateSource,
  type PinnedTrustAnchor,
  readTestTrustAnchors,
  readTrustAnchors,
} from './certificate/trust-anchors.ts';
import { type Service, verifyAuthToken } from './token/verify-auth-token.ts';

export interface VerifierSettings {
  /** Of the service's own pages, such as `https://shop.example`: no path, no slash at the end. */
  readonly origin: string;
  /**
   * Certificates of the JPKI's authorities for user authentication, in PEM or DER. Those that this version knows are
   * recognised by fingerprint; any other has to be pinned by the fingerprint that the service has checked.
   */
  readonly trustAnchors?: readonly (CertificateSource | PinnedTrustAnchor)[];
  /** Authorities of simulated cards. Leave it out in production: without it no simulated card passes. */
  readonly testTrustAnchors?: readonly CertificateSource[];
  /** Where the nonces come from that the pages ask with. */
  readonly nonces: Pick<NonceStore, 'consume'>;
  /**
   * At least 32 random bytes, kept for as long as the accounts: with another secret everybody is somebody else.
   * (`node -p "crypto.randomBytes(32).toString('base64')"`)
   */
  readonly accountKeySecret: Uint8Array;
  /**
   * How far the clock of the person's computer may be off, either way. By default 300: home computers run minutes
   * late, and what makes a token fresh is the nonce.
   */
  readonly clockSkewSeconds?: number;
  /** Who says whether a certificate is revoked. By default nobody, and results say `not-checked`. */
  readonly revocation?: RevocationChecker;
  /**
   * Which results about revocation let a person in, beside `checked`. By default `['not-checked']`: without a checker
   * everybody passes, and with one nobody whose certificate it could not check.
   */
  readonly acceptRevocation?: readonly Exclude<RevocationStatus, 'checked'>[];
  /** How long the checker may take. By default 10. */
  readonly revocationTimeLimitSeconds?: number;
  /** The clock; by default the system's. */
  readonly now?: () => Date;
}

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
 * Makes the verifier of one service. Settings with which nothing could be verified throw here, not at the first log-in.
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
 *   accountKeySecret: Buffer.from(process.env.ACCOUNT_KEY_SECRET ?? '', 'base64'),
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
        if (error instanceof Refusal) return toAuthFailure(error);
        throw error;
      }
    },
  };
}

function readSettings(settings: VerifierSettings): Service {
  const { origin, nonces, accountKeySecret, clockSkewSeconds = 300, now = () => new Date() } = settings;
  const trustAnchors = readTrustAnchors(settings.trustAnchors ?? []);
  const testTrustAnchors = readTestTrustAnchors(settings.testTrustAnchors ?? []);
  requireSetting(isAskingOrigin(origin), 'origin must be that of a secure page, without path');
  requireSetting(trustAnchors.size + testTrustAnchors.size > 0, 'at least one trust anchor is needed');
  requireSetting(
    accountKeySecret instanceof Uint8Array && accountKeySecret.length >= 32,
    'accountKeySecret must be at least 32 bytes, as a Uint8Array or Buffer',
  );
  requireSetting(
    clockSkewSeconds >= 0 && Number.isFinite(clockSkewSeconds),
    'clockSkewSeconds must be 0 or more',
  );
  return {
    origin,
    trustAnchors,
    testTrustAnchors,
    nonces,
    accountKeySecret: createSecretKey(accountKeySecret),
    clockSkewSeconds,
    revocation: readRevocationPolicy(settings),
    now,
  };
}

function readRevocationPolicy(settings: VerifierSettings): RevocationPolicy {
  const { revocation, acceptRevocation = ['not-checked'], revocationTimeLimitSeconds = 10 } = settings;
  requireSetting(
    revocation === undefined || typeof revocation.check === 'function',
    'revocation must be a checker',
  );
  requireSetting(
    acceptRevocation.every((status) => ACCEPTABLE.has(status)),
    "acceptRevocation holds 'not-checked', 'unavailable', or both",
  );
  requireSetting(
    revocationTimeLimitSeconds > 0 && Number.isFinite(revocationTimeLimitSeconds),
    'revocationTimeLimitSeconds must be a positive number',
  );
  return { checker: revocation, accept: acceptRevocation, timeLimitMs: revocationTimeLimitSeconds * 1000 };
}

const ACCEPTABLE: ReadonlySet<string> = new Set(['not-checked', 'unavailable']);
