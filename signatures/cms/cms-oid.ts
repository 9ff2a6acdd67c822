/** Object identifiers of CMS (RFC 5652) and of the attributes that CAdES adds (ETSI EN 319 122-1). */
export const CONTENT_TYPE = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  /** RFC 3161 section 2.4.2 */
  tstInfo: '1.2.840.113549.1.9.16.1.4',
} as const;

export const ATTRIBUTE = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  /** RFC 2634 section 5.4: by SHA-1. */
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  /** RFC 5035 section 3 */
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  /** ETSI EN 319 122-1 section 5.3; RFC 3161 appendix A */
  signatureTimestamp: '1.2.840.113549.1.9.16.2.14',
} as const;
