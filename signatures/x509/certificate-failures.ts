/**
 * How a certificate can fail, of either kind, in the order of the checks.
 */

/** Its issuer and what it says. */
export const CERTIFICATE_FAILURES = {
  'certificate-malformed': 'The certificate is not an X.509 version 3 certificate in DER.',
  'certificate-issuer-unknown': 'No trust anchor for this kind of certificate has issued it.',
  'certificate-signature-invalid':
    'The certificate names a trust anchor as its issuer, which did not sign it.',
  'certificate-critical-extension':
    'The certificate has a critical extension that this version does not know.',
  'certificate-is-ca': 'The certificate is that of an authority, not that of a person.',
  'certificate-key-usage':
    'The key of the certificate is not for what certificates of this kind are for, or for more than that.',
  'certificate-policy':
    'The certificate was issued by the rules for another kind of certificate, or by none.',
} as const;

/** Its key, and what time changes about it. */
export const KEY_AND_VALIDITY_FAILURES = {
  'certificate-key-weak': 'The key of the certificate is not RSA of at least 2048 bits.',
  'certificate-issuer-expired': 'The certificate of the trust anchor is not valid at this time.',
  'certificate-not-yet-valid': 'The certificate is not valid yet.',
  'certificate-expired': 'The certificate has expired. The person can get a new one at the municipal office.',
} as const;

/** What only signature certificates have: their holder. */
export const HOLDER_FAILURES = {
  'certificate-holder-malformed':
    'The certificate does not tell its holder’s name, address, birth date and sex in the form of the JPKI.',
} as const;

/** What only certificates for user authentication have. */
export const PURPOSE_FAILURES = {
  'certificate-extended-key-usage': 'The certificate is not for client authentication.',
} as const;

export type CertificateFailureCode =
  | keyof typeof CERTIFICATE_FAILURES
  | keyof typeof PURPOSE_FAILURES
  | keyof typeof KEY_AND_VALIDITY_FAILURES
  | keyof typeof HOLDER_FAILURES;
