import { toHex } from '../../shared/bytes.ts';

/** SHA-256 of a certificate, as authorities publish it of theirs: 64 upper-case hexadecimal digits. */
export async function fingerprintOf(der: Uint8Array): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(der))));
}
