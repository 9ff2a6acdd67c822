import { type Moment, validityFailure } from '../../../signatures/x509/certificate-validity.ts';
import { Refusal } from '../refusal.ts';
import type { JudgedCertificate } from './judged-certificate.ts';

/**
 * What time changes about a certificate; never remembered.
 * @throws Refusal
 */
export function checkValidity(certificate: JudgedCertificate, moment: Moment): void {
  const code = validityFailure(certificate, moment);
  if (code) throw new Refusal(code);
}
