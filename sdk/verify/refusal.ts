import type { AuthFailureCode } from './auth-result.ts';
import type { SignatureFailureCode } from './documents/document-result.ts';

/** Whatever can be wrong with what is verified here. */
export type FailureCode = AuthFailureCode | SignatureFailureCode;

/** How a check inside this package says no. Never leaves it: the verifiers make a result of it. */
export class Refusal extends Error {
  readonly code: FailureCode;
  /** Why nothing could be found out, where that is the failure. */
  readonly reason: string | undefined;

  constructor(code: FailureCode, options?: ErrorOptions & { readonly reason?: string }) {
    super(code, options);
    this.name = 'Refusal';
    this.code = code;
    this.reason = options?.reason;
  }
}
