import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { JudgedCertificate } from './certificate/judged-certificate.ts';
import { readList, requireSetting } from './settings.ts';

/** Keeps this use of the service's secret apart from any other; the NUL ends it. */
const DOMAIN = 'kazasu account key v1\0';

/** One secret of the service, under a name by which its account keys can be told from those of another secret. */
export interface AccountKeySecret {
  /** The part of each account key before the dot: up to 16 letters, digits, `_` or `-`. Never use one again for another secret. */
  readonly id: string;
  /** At least 32 random bytes. */
  readonly secret: Uint8Array;
}

/** Makes the account keys of a certificate's holder, the one under the current secret first. */
export type AccountKeys = (certificate: JudgedCertificate) => readonly [string, ...string[]];

/**
 * Reads the setting `accountKeySecrets`.
 * @throws TypeError
 */
export function readAccountKeySecrets(secrets: readonly AccountKeySecret[]): AccountKeys {
  const ready = readList(secrets, 'accountKeySecrets').map(readSecret);
  const [current, ...former] = ready;
  requireSetting(current !== undefined, 'accountKeySecrets needs at least one secret');
  const ids = new Set(ready.map(({ id }) => id));
  requireSetting(ids.size === ready.length, 'two of accountKeySecrets have the same id');
  return (certificate) => [
    accountKey(current, certificate),
    ...former.map((secret) => accountKey(secret, certificate)),
  ];
}

interface ReadySecret {
  readonly id: string;
  readonly key: KeyObject;
}

function readSecret({ id, secret }: AccountKeySecret): ReadySecret {
  requireSetting(
    typeof id === 'string' && /^[A-Za-z0-9_-]{1,16}$/u.test(id),
    'the id of an account key secret has 1 to 16 letters, digits, _ or -',
  );
  requireSetting(
    secret instanceof Uint8Array && secret.length >= 32,
    'each of accountKeySecrets must be at least 32 bytes, as a Uint8Array or Buffer',
  );
  return { id, key: createSecretKey(secret) };
}

/**
 * HMAC-SHA-256 under the secret over the domain, the SHA-256 of the issuer's RSAPublicKey (32 octets) and the contents
 * of the serial number's INTEGER. The issuer goes in by its key because all generations of the authority share one
 * name, and could give out the same serial number again.
 */
function accountKey({ id, key }: ReadySecret, { issuer, serialNumber }: JudgedCertificate): string {
  const mac = createHmac('sha256', key).update(DOMAIN).update(issuer.publicKeyHash).update(serialNumber);
  return `${id}.${mac.digest('base64url')}`;
}
