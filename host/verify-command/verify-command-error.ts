/** Why nothing could be verified at all. */
export const VERIFY_ERROR_CODES = [
  'file-unreadable',
  'authority-unknown',
  'authority-mismatch',
  'authority-unsuitable',
  'internal',
] as const;
export type VerifyErrorCode = (typeof VERIFY_ERROR_CODES)[number];

export class VerifyCommandError extends Error {
  readonly code: VerifyErrorCode;
  /** As it was typed; empty where it is about none. */
  readonly file: string;
  /** Of the authority in the file, where it is about that. */
  readonly sha256: string | undefined;

  constructor(code: VerifyErrorCode, file: string, options?: ErrorOptions & { readonly sha256?: string }) {
    super(code, options);
    this.name = 'VerifyCommandError';
    this.code = code;
    this.file = file;
    this.sha256 = options?.sha256;
  }
}
