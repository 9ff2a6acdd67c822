/**
 * Whose time stamps a service takes for proof. A path has one step at most: the service names the authority's own
 * certificate, or that of whoever issued it.
 */
import { equalBytes } from '../../../shared/bytes.ts';
import { hasOnlyKnownCritical, readAlgorithm } from '../../../signatures/der/der-values.ts';
import { DerReader } from '../../../signatures/der/der-reader.ts';
import { acceptedSignature } from '../../../signatures/signature-algorithm.ts';
import { integrityOf } from '../../../signatures/signature-failure.ts';
import { verifySignature } from '../../../signatures/verify-signature.ts';
import { type Certificate, parseCertificate } from '../../../signatures/x509/certificate.ts';
import {
  allowsKeyUsage,
  EXTENSION_OID,
  isAuthority,
  KEY_USAGE,
} from '../../../signatures/x509/certificate-extensions.ts';
import { isValidAt, type Moment } from '../../../signatures/x509/certificate-validity.ts';
import { type CertificateSource, readCertificates } from '../certificate/certificate-source.ts';
import { fingerprintOf } from '../certificate/fingerprint.ts';
import { requireTimestamp, TimestampProblem } from './timestamp-problems.ts';

/** A certificate that the service has named. */
export interface TimestampAuthority {
  readonly certificate: Certificate;
  /** SHA-256 of the certificate in DER: 64 upper-case hexadecimal digits. */
  readonly fingerprint: string;
  /** Whether it may issue other certificates. */
  readonly isIssuer: boolean;
}

/** @throws TypeError */
export function readTimestampAuthorities(
  sources: readonly CertificateSource[],
): readonly TimestampAuthority[] {
  return sources.flatMap((source) =>
    readCertificates(source, 'a time-stamp authority', (der) => {
      const certificate = parseCertificate(der);
      const isIssuer = isAuthority(certificate) && allowsKeyUsage(certificate, KEY_USAGE.keyCertSign);
      return { certificate, fingerprint: fingerprintOf(der), isIssuer };
    }),
  );
}

/**
 * The one by which this certificate is to be trusted with time stamps. It has to be valid at each of the moments: when
 * the time was stamped, and still now, because a key that nobody looks after any more stamps any time of the past.
 *
 * @param der of whoever signed the time stamp
 * @throws TimestampProblem
 */
export async function findTimestampAuthority(
  der: Uint8Array,
  authorities: readonly TimestampAuthority[],
  moments: readonly Moment[],
): Promise<TimestampAuthority> {
  const certificate = reading(() => parseCertificate(der));
  const authority =
    authorities.find(({ fingerprint }) => fingerprint === fingerprintOf(der)) ??
    (await findIssuer(certificate, authorities));
  requireTimestamp(authority !== undefined, 'timestamp-authority-unknown');
  requireTimestamp(
    reading(() => mayStamp(certificate)),
    'timestamp-certificate-unsuitable',
  );
  const isValid = [certificate, authority.certificate].every((each) =>
    moments.every((moment) => isValidAt(each, moment)),
  );
  requireTimestamp(isValid, 'timestamp-certificate-expired');
  return authority;
}

async function findIssuer(
  certificate: Certificate,
  authorities: readonly TimestampAuthority[],
): Promise<TimestampAuthority | undefined> {
  for (const authority of authorities) {
    if (await isIssuedBy(certificate, authority)) return authority;
  }
  return undefined;
}

async function isIssuedBy(
  { issuer, signatureAlgorithm, signature, toBeSigned }: Certificate,
  { certificate, isIssuer }: TimestampAuthority,
): Promise<boolean> {
  if (!isIssuer || !equalBytes(issuer, certificate.subject)) return false;
  const { ok } = await integrityOf(async () => {
    const { family, digestAlgorithm } = acceptedSignature(readAlgorithm(new DerReader(signatureAlgorithm)));
    if (!digestAlgorithm) throw new SyntaxError('no digest algorithm');
    await verifySignature({
      certificate,
      family,
      digestAlgorithm,
      signature,
      signedBytes: new Uint8Array(toBeSigned),
    });
  });
  return ok;
}

/** That it is for time stamps and nothing else (RFC 3161 section 2.3) has been seen by whoever reported on the stamp. */
function mayStamp(certificate: Certificate): boolean {
  return (
    hasOnlyKnownCritical(certificate.extensions, UNDERSTOOD) &&
    !isAuthority(certificate) &&
    (allowsKeyUsage(certificate, KEY_USAGE.digitalSignature) ||
      allowsKeyUsage(certificate, KEY_USAGE.nonRepudiation))
  );
}

const { keyUsage, basicConstraints, certificatePolicies, extendedKeyUsage } = EXTENSION_OID;
const UNDERSTOOD = [keyUsage, basicConstraints, certificatePolicies, extendedKeyUsage] as const;

function reading<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    throw new TimestampProblem('timestamp-certificate-unsuitable', { cause });
  }
}
