/** What time changes about a certificate: RFC 5280 sections 4.1.2.5 and 6.1.3 (a) (2). */
import type { CertificateFailureCode } from './certificate-failures.ts';

/** When a certificate is looked at, and how far that clock may be from the authority's. */
export interface Moment {
  readonly now: Date;
  readonly skewMs: number;
}

/** From its first second to its last. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

interface Issued extends Validity {
  readonly issuer: Validity;
}

type Rule = readonly [CertificateFailureCode, isMet: (certificate: Issued, moment: Moment) => boolean];

/** Each says what has to be true, so that a clock that gives no time at all is refused. */
const RULES: readonly Rule[] = [
  ['certificate-issuer-expired', ({ issuer }, moment) => isValidAt(issuer, moment)],
  ['certificate-not-yet-valid', hasBegun],
  ['certificate-expired', hasNotEnded],
];

/** Why a certificate is not valid at this moment; undefined when it is. */
export function validityFailure(certificate: Issued, moment: Moment): CertificateFailureCode | undefined {
  return RULES.find(([, isMet]) => !isMet(certificate, moment))?.[0];
}

export function isValidAt(certificate: Validity, moment: Moment): boolean {
  return hasBegun(certificate, moment) && hasNotEnded(certificate, moment);
}

function hasBegun({ notBefore }: Validity, { now, skewMs }: Moment): boolean {
  return notBefore.getTime() - skewMs <= now.getTime();
}

/** RFC 5280 section 4.1.2.5: the last second is part of it. */
function hasNotEnded({ notAfter }: Validity, { now, skewMs }: Moment): boolean {
  return now.getTime() <= notAfter.getTime() + skewMs;
}
