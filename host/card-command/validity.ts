export interface Period {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

export type Validity = 'valid' | 'expired' | 'not-yet-valid';

/** RFC 5280 section 4.1.2.5, both ends included. Nothing is said about revocation, which no local program can check. */
export function validityAt({ notBefore, notAfter }: Period, now: Date): Validity {
  if (now < notBefore) return 'not-yet-valid';
  return now > notAfter ? 'expired' : 'valid';
}
