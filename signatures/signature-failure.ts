import type { IntegrityFailureCode, SignatureIntegrity } from './signature-report.ts';

/** Thrown by a check, and caught by whoever reports on the signature. */
export class SignatureFailure extends Error {
  readonly code: IntegrityFailureCode;

  constructor(code: IntegrityFailureCode, reason: string) {
    super(reason);
    this.name = 'SignatureFailure';
    this.code = code;
  }
}

/** What the checks come to: a SyntaxError says that the signature is not of its form. Other errors are bugs, and pass. */
export async function integrityOf(checks: () => Promise<unknown>): Promise<SignatureIntegrity> {
  try {
    await checks();
    return { ok: true };
  } catch (error) {
    if (error instanceof SignatureFailure) return { ok: false, code: error.code, reason: error.message };
    if (error instanceof SyntaxError)
      return { ok: false, code: 'signature-malformed', reason: error.message };
    throw error;
  }
}
