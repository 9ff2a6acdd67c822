import { createHash } from 'node:crypto';

/** SHA-256 of a certificate in DER, as authorities publish it of theirs: 64 upper-case hexadecimal digits. */
export function fingerprintOf(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex').toUpperCase();
}
