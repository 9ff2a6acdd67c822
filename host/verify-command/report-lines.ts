import type {
  SignatureFailure,
  SignatureFailureCode,
  SignatureResult,
  SignatureSuccess,
} from 'kazasu/verify';
import type { FileFailure, FileReport } from './file-report.ts';
import type { VerifyTexts } from './texts.ts';

/** One file as a person reads it. */
export function describeFile({ file, result }: FileReport, texts: VerifyTexts): readonly string[] {
  return [
    `${file}: ${verdictOf(result, texts)}`,
    ...result.signatures.flatMap((signature, index) => describeSignature(signature, index + 1, texts)),
  ];
}

function verdictOf(result: FileReport['result'], texts: VerifyTexts): string {
  if (result.ok) return texts.valid(result.signatures.length);
  return failureText(result.code, isJudged(result), texts);
}

function failureText(code: FileFailure['code'], judged: boolean, texts: VerifyTexts): string {
  const problem = texts.problem(code);
  return judged ? texts.notValid(problem, code) : texts.notJudged(problem, code);
}

/** "Not valid" is said of signatures that were looked at, and not of a file in which there was none to look at. */
function isJudged({ code, signatures }: FileFailure): boolean {
  return (
    code === 'changes-unsigned' || signatures.some((signature) => !signature.ok && !lacksDocument(signature))
  );
}

function lacksDocument({ code }: SignatureFailure): boolean {
  return code === 'document-missing';
}

function describeSignature(signature: SignatureResult, number: number, texts: VerifyTexts): string[] {
  if (!signature.ok) {
    const { code, reason } = signature;
    const lines = [`  ${number}. ${failureText(code, !lacksDocument(signature), texts)}`];
    if (reason === undefined || SAYS_IT_ALL.has(code)) return lines;
    return [...lines, `     ${texts.field.reason}: ${reason}`];
  }
  const { holder, simulated } = signature;
  const name = simulated ? texts.simulated(holder.name.text) : holder.name.text;
  return [
    `  ${number}. ${name}`,
    ...rowsOf(signature, texts).map(([label, value]) => `     ${label}: ${value}`),
  ];
}

/** Of these the reason, which is English for a log, says nothing that the person has not been told in plain words. */
const SAYS_IT_ALL: ReadonlySet<SignatureFailureCode> = new Set([
  'document-missing',
  'signer-certificate-missing',
  'coverage-gap',
  'digest-mismatch',
  'signature-invalid',
  'document-changed',
]);

function rowsOf(signature: SignatureSuccess, texts: VerifyTexts): readonly (readonly [string, string])[] {
  const { field } = texts;
  return [
    [field.document, documentText(signature, texts)],
    [field.time, timeText(signature, texts)],
    [field.certificate, texts.until(texts.date(signature.certificate.notAfter))],
    [field.revocation, revocationText(signature, texts)],
  ];
}

function documentText({ changes }: SignatureSuccess, texts: VerifyTexts): string {
  return changes.length === 0
    ? texts.unchanged
    : texts.changedSince(changes.map((change) => texts.change[change]));
}

function timeText({ time, claimedTime }: SignatureSuccess, texts: VerifyTexts): string {
  if (time.status === 'proven') return texts.proven(texts.moment(time.at));
  const why = texts.timestampProblem[time.reason];
  return claimedTime === undefined ? texts.unknownTime(why) : texts.claimed(texts.moment(claimedTime), why);
}

function revocationText({ revocation }: SignatureSuccess, texts: VerifyTexts): string {
  switch (revocation.status) {
    case 'checked':
      return texts.notRevoked(texts.moment(revocation.asOf));
    case 'revoked-later':
      return texts.revokedLater(texts.moment(revocation.revokedAt));
    case 'unavailable':
      return texts.revocationUnavailable(revocation.reason);
    case 'not-checked':
      return texts.notChecked;
  }
}
