import {
  DOCUMENT_CHANGES,
  type DocumentChange,
  type SignatureReport,
} from '../../../signatures/signature-report.ts';
import { isValidAt, type Moment } from '../../../signatures/x509/certificate-validity.ts';
import { summarise } from '../certificate/certificate-summary.ts';
import type { TrustAnchors } from '../certificate/trust-anchors.ts';
import { Refusal } from '../refusal.ts';
import { findRevocation } from '../revocation/check-revocation.ts';
import { type JudgedSigner, judgeSigner } from '../signature-certificate/verify-signature-certificate.ts';
import type { Trust } from '../trust-settings.ts';
import {
  DOCUMENT_FAILURES,
  isSignatureFailureCode,
  type SignatureFailure,
  type SignatureResult,
  type SignatureSuccess,
  type SignerRevocation,
} from './document-result.ts';
import { judgeSigningTime, type SigningTime } from './signing-time.ts';
import type { TimestampAuthority } from './timestamp-authority.ts';

/** A verifier's settings, checked and ready for use. */
export interface DocumentTrust {
  readonly anchors: TrustAnchors;
  readonly revocation: Trust['revocation'];
  readonly moment: Trust['moment'];
  readonly timestampAuthorities: readonly TimestampAuthority[];
  readonly acceptChanges: readonly DocumentChange[];
}

/** The checks in the order of `DOCUMENT_FAILURES`. */
export async function judgeSignature(
  report: SignatureReport,
  moment: Moment,
  trust: DocumentTrust,
): Promise<SignatureResult> {
  try {
    return await acceptSignature(report, moment, trust);
  } catch (error) {
    if (error instanceof Refusal && isSignatureFailureCode(error.code)) {
      return toFailure(report, error.code, error.reason);
    }
    throw error;
  }
}

/** @throws Refusal */
async function acceptSignature(
  report: SignatureReport,
  moment: Moment,
  trust: DocumentTrust,
): Promise<SignatureSuccess> {
  const { certificate, digestAlgorithm, claimedTime } = checkIntegrity(report);
  const changes = changesSince(report);
  if (!changes.every((change) => isLeftAsSeen(change) || trust.acceptChanges.includes(change))) {
    throw new Refusal('document-changed', { reason: changes.join() });
  }
  const time = await judgeSigningTime(report.timestamp, trust.timestampAuthorities, moment);
  const signer = judgeSigner(certificate, trust.anchors, momentOf(time) ?? moment);
  const revocation = await askAbout(signer, { time, moment }, trust);
  return {
    ok: true,
    holder: signer.holder,
    certificate: summarise(signer.judged),
    simulated: signer.judged.issuer.isTest,
    revocation,
    time,
    ...(claimedTime && { claimedTime: new Date(claimedTime) }),
    digestAlgorithm,
    changes,
  };
}

/** What was done to the document since. */
function changesSince({ coverage }: SignatureReport): readonly DocumentChange[] {
  return coverage.kind === 'earlier-revision' ? [...coverage.changes] : [];
}

/** Whether what the signer saw is what there is to see now. */
export function isLeftAsSeen(change: DocumentChange): boolean {
  return DOCUMENT_CHANGES[change].allowed;
}

/** What a report has of a signature in which nothing is wrong. */
function checkIntegrity(report: SignatureReport) {
  const { coverage, integrity, certificate, digestAlgorithm, claimedTime } = report;
  if (coverage.kind === 'document-missing') throw new Refusal('document-missing');
  if (!integrity.ok) throw new Refusal(integrity.code, { reason: onOneLine(integrity.reason) });
  if (!certificate) throw new Refusal('signer-certificate-missing');
  if (!digestAlgorithm) throw new Refusal('signature-malformed');
  return { certificate, digestAlgorithm, claimedTime };
}

/** In it may be a stranger's words, which are to be no lines of their own in a log. */
function onOneLine(reason: string): string {
  return reason.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').slice(0, REASON_MAX_LENGTH);
}

const REASON_MAX_LENGTH = 200;

/** The authority's clock is the one by which it issues certificates, or as good. */
function momentOf(time: SigningTime): Moment | undefined {
  return time.status === 'proven' ? { now: time.at, skewMs: 0 } : undefined;
}

/**
 * A revocation list says nothing about certificates that have expired: about these it is asked as of the time that is
 * proven, which a list of that time can tell and one of today cannot.
 */
async function askAbout(
  { der, judged }: JudgedSigner,
  { time, moment }: { readonly time: SigningTime; readonly moment: Moment },
  trust: DocumentTrust,
): Promise<SignerRevocation> {
  const isInForce = isValidAt(judged, moment) && isValidAt(judged.issuer, moment);
  const { now } = isInForce ? moment : (momentOf(time) ?? moment);
  const question = { certificate: der, issuer: judged.issuer.der, now };
  const revocation = await findRevocation(question, trust.revocation);
  if (revocation.status !== 'revoked') return revocation;
  const { by, revokedAt } = revocation;
  if (time.status === 'proven' && isAfter(revokedAt, time.at))
    return { status: 'revoked-later', by, revokedAt };
  throw new Refusal('certificate-revoked');
}

/** A checker may be anybody's code. */
function isAfter(revokedAt: unknown, at: Date): boolean {
  return revokedAt instanceof Date && revokedAt > at;
}

function toFailure(
  { certificate, claimedTime }: SignatureReport,
  code: SignatureFailure['code'],
  reason: string | undefined,
): SignatureFailure {
  return {
    ok: false,
    code,
    explanation: DOCUMENT_FAILURES[code],
    ...(reason !== undefined && { reason }),
    unverified: { ...(certificate && { certificate }), ...(claimedTime && { claimedTime }) },
  };
}
