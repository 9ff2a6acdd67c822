import { createHmac, type KeyObject } from 'node:crypto';
import type { LeafCertificate } from './certificate/leaf-certificate.ts';

/** Keeps this use of the service's secret apart from any other; the NUL ends it. */
const DOMAIN = 'kazasu account key v1\0';

/**
 * Who the holder is to one service: HMAC-SHA-256 under the service's secret over the domain, the SHA-256 of the
 * issuer's RSAPublicKey (32 octets) and the serial number. The issuer goes in by its key because all generations of
 * the authority share one name, and could give out the same serial number again.
 */
export function accountKey(secret: KeyObject, { issuer, certificate }: LeafCertificate): string {
  return createHmac('sha256', secret)
    .update(DOMAIN)
    .update(issuer.publicKeyHash)
    .update(certificate.serialNumber)
    .digest('base64url');
}
