import type { TimestampReport } from '../../../signatures/signature-report.ts';
import type { Moment } from '../../../signatures/x509/certificate-validity.ts';
import { findTimestampAuthority, type TimestampAuthority } from './timestamp-authority.ts';
import { requireTimestamp, TimestampProblem, type TimestampProblemCode } from './timestamp-problems.ts';

/** Whether it is proven when a document was signed: by a time stamp (RFC 3161) of an authority that the service trusts. */
export type SigningTime =
  /** The signature existed at this moment, and its certificate is judged as of then. */
  | {
      readonly status: 'proven';
      readonly at: Date;
      /** The one of `timestampAuthorities` that it goes back to: SHA-256, 64 upper-case hexadecimal digits. */
      readonly by: string;
    }
  /** Nobody knows, and the certificate is judged as of now. */
  | { readonly status: 'not-proven'; readonly reason: TimestampProblemCode };

/** Two computers that are right disagree by so much: a time stamp may be that far ahead of this server's clock. */
const AHEAD_MS = 300_000;

export async function judgeSigningTime(
  timestamp: TimestampReport | undefined,
  authorities: readonly TimestampAuthority[],
  moment: Moment,
): Promise<SigningTime> {
  try {
    requireTimestamp(timestamp !== undefined, 'timestamp-missing');
    const { integrity, certificate, time } = timestamp;
    requireTimestamp(integrity.ok && certificate !== undefined && time !== undefined, 'timestamp-invalid');
    const { fingerprint } = await findTimestampAuthority(certificate, authorities, [
      { now: time, skewMs: 0 },
      moment,
    ]);
    requireTimestamp(time.getTime() <= moment.now.getTime() + AHEAD_MS, 'timestamp-in-future');
    return { status: 'proven', at: new Date(time), by: fingerprint };
  } catch (error) {
    if (!(error instanceof TimestampProblem)) throw error;
    return { status: 'not-proven', reason: error.code };
  }
}
