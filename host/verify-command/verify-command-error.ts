/** Why nothing could be verified at all. */
export const VERIFY_ERROR_CODES = ['file-unreadable', 'authority-unsuitable', 'internal'] as const;
export type VerifyErrorCode = (typeof VERIFY_ERROR_CODES)[number];

export class VerifyCommandError extends Error {
  readonly code: VerifyErrorCode;
  /** As it was typed; empty where it is about none. */
  readonly file: string;

  constructor(code: VerifyErrorCode, file: string, options?: ErrorOptions) {
    super(code, options);
    this.name = 'VerifyCommandError';
    this.code = code;
    this.file = file;
  }
}
