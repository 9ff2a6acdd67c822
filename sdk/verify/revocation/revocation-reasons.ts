/** CRLReason (RFC 5280 section 5.3.1), by number. */
const REASONS: Readonly<Partial<Record<number, string>>> = {
  0: 'unspecified',
  1: 'keyCompromise',
  2: 'cACompromise',
  3: 'affiliationChanged',
  4: 'superseded',
  5: 'cessationOfOperation',
  6: 'certificateHold',
  9: 'privilegeWithdrawn',
  10: 'aACompromise',
};

/** Of an entry that a list of changes alone may have. */
export const REMOVE_FROM_CRL = 8;

/** As `reason` of an answer: nothing when none is given, or one that the standard does not have. */
export function namedReason(number: number | undefined): { readonly reason?: string } {
  const reason = number === undefined ? undefined : REASONS[number];
  return reason === undefined ? {} : { reason };
}
