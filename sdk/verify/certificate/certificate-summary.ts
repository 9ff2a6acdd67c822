import type { JudgedCertificate } from './judged-certificate.ts';
import type { CertificateKind } from '../../../signatures/x509/certificate-kind.ts';

/**
 * What was verified, to be shown or kept. Neither serial number nor subject: they are the same at every service, so
 * that whoever keeps them could match people with any other (docs/accounts.md, "The account key").
 */
export interface CertificateSummary {
  readonly kind: CertificateKind;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** The trust anchor that issued it. Its generations share one name; the fingerprint tells them apart. */
  readonly issuer: {
    /** SHA-256 of its certificate in DER: 64 upper-case hexadecimal digits. */
    readonly sha256: string;
    readonly notBefore: Date;
    readonly notAfter: Date;
  };
}

/** Dates of its own, because the caller may change them. */
export function summarise({ issuer, notBefore, notAfter }: JudgedCertificate): CertificateSummary {
  return {
    kind: issuer.kind,
    notBefore: new Date(notBefore),
    notAfter: new Date(notAfter),
    issuer: {
      sha256: issuer.fingerprint,
      notBefore: new Date(issuer.notBefore),
      notAfter: new Date(issuer.notAfter),
    },
  };
}
