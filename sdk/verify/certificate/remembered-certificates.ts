import { createHash } from 'node:crypto';
import { type JudgedCertificate, judgeCertificate, readCertificate } from './judged-certificate.ts';
import type { CertificateKind } from '../../../signatures/x509/certificate-kind.ts';
import type { TrustAnchors } from './trust-anchors.ts';

/** @throws Refusal */
export type CertificateJudge = (der: Uint8Array) => JudgedCertificate;

/**
 * Judges certificates under these anchors, and remembers the verdict about those that passed, so that a person who
 * comes back costs one signature less. A certificate is known by the SHA-256 of its octets; only what time cannot
 * change is remembered, of the `capacity` certificates that were seen last. Whoever wants to fill it needs
 * certificates that the authority has signed.
 */
export function rememberingJudge(
  anchors: TrustAnchors,
  kind: CertificateKind,
  capacity: number,
): CertificateJudge {
  /** In the order of their last use: a Map keeps that in which its keys were set. */
  const remembered = new Map<string, JudgedCertificate>();
  return (der) => {
    const id = createHash('sha256').update(der).digest('base64');
    const judged = remembered.get(id) ?? judgeCertificate(readCertificate(der), anchors, kind);
    remembered.delete(id);
    remembered.set(id, judged);
    if (remembered.size > capacity) forgetOldest(remembered);
    return judged;
  };
}

function forgetOldest(remembered: Map<string, JudgedCertificate>): void {
  for (const oldest of remembered.keys()) {
    remembered.delete(oldest);
    return;
  }
}
