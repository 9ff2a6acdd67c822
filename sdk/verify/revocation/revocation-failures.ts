/** What somebody else has to be asked about. */
export const REVOCATION_FAILURES = {
  'certificate-revoked': 'The certificate has been revoked: the card was lost, replaced or given back.',
  'revocation-not-checked':
    'Nobody was asked whether the certificate is revoked, and this service insists on it.',
  'revocation-unavailable':
    'Whether the certificate is revoked could not be found out, and this service insists on it.',
} as const;
