/** What was verified before somebody was let in, step by step in its order, with the values that it came to. */
import type { AuthSuccess, Revocation } from 'kazasu/verify';
import type { Login } from './browser-sessions.ts';

/** Of the JPKI's certificates for user authentication; the verifier accepts no other. */
const USER_AUTHENTICATION_POLICY = '1.2.392.200149.8.5.1.3.30';

export interface VerificationReport {
  readonly at: Date;
  readonly simulated: boolean;
  readonly steps: VerificationSteps;
  /** The verifier's result, with the account key shortened, for developers. */
  readonly result: AuthSuccess;
}

/** In the order of the checks. A log-in that fails at one of them has never come to the next. */
export interface VerificationSteps {
  readonly token: { readonly type: string };
  readonly issuer: { readonly sha256: string; readonly notBefore: Date; readonly notAfter: Date };
  readonly policy: { readonly oid: string };
  readonly validity: { readonly notBefore: Date; readonly notAfter: Date };
  readonly signature: Record<string, never>;
  readonly audience: { readonly origin: string };
  readonly nonce: Record<string, never>;
  readonly time: { readonly at: Date };
  readonly revocation: Revocation;
  readonly account: { readonly key: string; readonly movedKey: boolean };
}

export function verificationReport({ verified, at, movedKey }: Login, origin: string): VerificationReport {
  const { certificate, revocation, simulated, accountKey, formerAccountKeys } = verified;
  const { notBefore, notAfter, issuer } = certificate;
  return {
    at,
    simulated,
    steps: {
      token: { type: 'jpki-auth+jwt, RS256' },
      issuer: { ...issuer, sha256: shorten(issuer.sha256) },
      policy: { oid: USER_AUTHENTICATION_POLICY },
      validity: { notBefore, notAfter },
      signature: {},
      audience: { origin },
      nonce: {},
      time: { at },
      revocation,
      account: { key: shorten(accountKey), movedKey },
    },
    result: {
      ...verified,
      accountKey: shorten(accountKey),
      formerAccountKeys: formerAccountKeys.map(shorten),
    },
  };
}

/** Enough to tell two apart by eye. */
export function shorten(key: string): string {
  return key.length > 20 ? `${key.slice(0, 12)}…${key.slice(-4)}` : key;
}
