import type { SignatureResult } from 'kazasu/verify';
import type { FileReport } from './file-report.ts';

/** One file as scripts read it: docs/command-line.md, "kazasu verify". Dates become ISO 8601. */
export function jsonOf({ file, format, result }: FileReport): object {
  const { ok } = result;
  return {
    file,
    ...(format && { format }),
    ok,
    ...(!result.ok && { code: result.code, ...(result.reason !== undefined && { reason: result.reason }) }),
    signatures: result.signatures.map(signatureJson),
  };
}

/** Of the signer the name alone: address, birth date and sex are in the certificate, for whoever needs them. */
function signatureJson(signature: SignatureResult): object {
  if (!signature.ok) {
    const { code, reason } = signature;
    return { ok: false, code, ...(reason !== undefined && { reason }) };
  }
  const { holder, certificate, simulated, revocation, time, claimedTime, digestAlgorithm, changes } =
    signature;
  const name = holder.name.text;
  return { ok: true, name, certificate, simulated, revocation, time, claimedTime, digestAlgorithm, changes };
}
