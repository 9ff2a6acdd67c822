import { type FailureCode, Refusal } from '../refusal.ts';
import type { JudgedCertificate } from './judged-certificate.ts';

/** When a certificate is looked at, and how far that clock may be from the authority's. */
export interface Moment {
  readonly now: Date;
  readonly skewMs: number;
}

type Rule = readonly [FailureCode, isMet: (certificate: JudgedCertificate, moment: Moment) => boolean];

/** Each says what has to be true, so that a clock that gives no time at all is refused. */
const RULES: readonly Rule[] = [
  [
    'certificate-issuer-expired',
    ({ issuer }, moment) => hasBegun(issuer, moment) && hasNotEnded(issuer, moment),
  ],
  ['certificate-not-yet-valid', hasBegun],
  ['certificate-expired', hasNotEnded],
];

/**
 * What time changes about a certificate; never remembered.
 * @throws Refusal
 */
export function checkValidity(certificate: JudgedCertificate, moment: Moment): void {
  for (const [code, isMet] of RULES) {
    if (!isMet(certificate, moment)) throw new Refusal(code);
  }
}

function hasBegun({ notBefore }: Pick<JudgedCertificate, 'notBefore'>, { now, skewMs }: Moment): boolean {
  return notBefore.getTime() - skewMs <= now.getTime();
}

/** RFC 5280 section 4.1.2.5: the last second is part of it. */
function hasNotEnded({ notAfter }: Pick<JudgedCertificate, 'notAfter'>, { now, skewMs }: Moment): boolean {
  return now.getTime() <= notAfter.getTime() + skewMs;
}
