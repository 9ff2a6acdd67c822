import type { ErrorCode } from '../../shared/errors.ts';
import type { HostResult } from '../../shared/host-protocol.ts';

/** Why this certificate is of no use now (RFC 5280 section 4.1.2.5: both ends of its validity are part of it). */
export function certificateProblem(
  { notBefore, notAfter }: Pick<HostResult<'readCertificate'>, 'notBefore' | 'notAfter'>,
  now: Date,
): ErrorCode | undefined {
  if (now < new Date(notBefore)) return 'certificate-not-yet-valid';
  if (now > new Date(notAfter)) return 'certificate-expired';
  return undefined;
}
