import type { SignatureReport } from '../../../signatures/signature-report.ts';
import {
  type DocumentResult,
  type SignatureFailure,
  type SignatureResult,
  type SignatureSuccess,
  toDocumentFailure,
} from './document-result.ts';
import { type DocumentTrust, isLeftAsSeen, judgeSignature } from './judge-signature.ts';

/**
 * A document is what its signatures make of it: each of them has to hold, there has to be one at least, and what it says
 * now has to be what somebody signed.
 */
export async function judgeDocument(
  reports: readonly SignatureReport[],
  trust: DocumentTrust,
): Promise<DocumentResult> {
  const moment = trust.moment();
  const signatures = await Promise.all(reports.map((report) => judgeSignature(report, moment, trust)));
  const failure = signatures.find(isFailure);
  if (failure) return toDocumentFailure(failure.code, signatures, failure.reason);
  const [first, ...others] = signatures.filter(isSuccess);
  if (!first) return toDocumentFailure('signature-missing', signatures);
  const isSigned = [first, ...others].some(({ changes }) => changes.every(isLeftAsSeen));
  if (!isSigned) return toDocumentFailure('changes-unsigned', signatures);
  return { ok: true, signatures: [first, ...others] };
}

function isFailure(result: SignatureResult): result is SignatureFailure {
  return !result.ok;
}

function isSuccess(result: SignatureResult): result is SignatureSuccess {
  return result.ok;
}
