/** The two certificates that a question is about, read. */
import { type Certificate, parseCertificate } from '../../../signatures/x509/certificate.ts';
import type { RevocationQuestion } from './revocation-checker.ts';
import { reading } from './revocation-problems.ts';

export interface Subject {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
}

/** @throws RevocationProblem */
export function readSubject({ certificate, issuer }: RevocationQuestion): Subject {
  return reading('certificate-unreadable', () => ({
    certificate: parseCertificate(certificate),
    issuer: readIssuer(issuer),
  }));
}

const issuers = new WeakMap<Uint8Array, Certificate>();

/** Of a trust anchor, whose octets are the same object at each log-in: read once. */
function readIssuer(der: Uint8Array): Certificate {
  const issuer = issuers.get(der) ?? parseCertificate(der);
  issuers.set(der, issuer);
  return issuer;
}
