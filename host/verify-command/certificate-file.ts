import { X509Certificate } from 'node:crypto';
import { readInput } from './file-report.ts';

/** PEM as text, DER as it is. @throws VerifyCommandError `file-unreadable` */
export async function readCertificate(file: string): Promise<string | Uint8Array> {
  const bytes = await readInput(file);
  const text = Buffer.from(bytes).toString('latin1');
  return text.includes('-----BEGIN') ? text : bytes;
}

/** SHA-256 of the certificate in DER: 64 upper-case hexadecimal digits. @returns undefined for what is no certificate */
export function fingerprintOf(certificate: string | Uint8Array): string | undefined {
  try {
    return new X509Certificate(certificate).fingerprint256.replaceAll(':', '');
  } catch {
    return undefined;
  }
}
