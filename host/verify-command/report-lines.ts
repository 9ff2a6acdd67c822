import type { SignatureResult, SignatureSuccess } from 'kazasu/verify';
import type { FileReport } from './file-report.ts';
import type { VerifyTexts } from './texts.ts';

/** One file as a person reads it. */
export function describeFile({ file, result }: FileReport, texts: VerifyTexts): readonly string[] {
  const verdict = result.ok
    ? texts.valid(result.signatures.length)
    : texts.notValid(texts.problem(result.code), result.code);
  return [
    `${file}: ${verdict}`,
    ...result.signatures.flatMap((signature, index) => describeSignature(signature, index + 1, texts)),
  ];
}

function describeSignature(signature: SignatureResult, number: number, texts: VerifyTexts): string[] {
  if (!signature.ok) {
    const { code, reason } = signature;
    const lines = [`  ${number}. ${texts.notValid(texts.problem(code), code)}`];
    return reason === undefined ? lines : [...lines, `     ${texts.field.reason}: ${reason}`];
  }
  const { holder, simulated } = signature;
  const name = simulated ? texts.simulated(holder.name.text) : holder.name.text;
  return [
    `  ${number}. ${name}`,
    ...rowsOf(signature, texts).map(([label, value]) => `     ${label}: ${value}`),
  ];
}

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
