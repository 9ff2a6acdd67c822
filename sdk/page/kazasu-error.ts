import type { PageErrorCode } from '../../shared/errors.ts';
import type { DocumentRefusal } from '../../shared/signing.ts';

export type { DocumentRefusal, PageErrorCode };

/** Which of the documents cannot be signed, and why. */
export interface RefusedDocument {
  /** Its index in `documents`. */
  readonly document: number;
  readonly reason: DocumentRefusal;
}

/**
 * Why a request failed, as far as a page may know: one of ten codes, and nothing about reader, card or PIN.
 * It is not the error class of `shared/errors.ts`, whose further codes and details never reach a page.
 *
 * @example
 * ```ts
 * try {
 *   await authenticate({ nonce });
 * } catch (error) {
 *   if (error instanceof KazasuError && error.code === 'extension-unavailable') showHowToInstall();
 *   else throw error;
 * }
 * ```
 */
export class KazasuError extends Error {
  readonly code: PageErrorCode;
  /** With `document-refused`. */
  readonly refused: RefusedDocument | undefined;

  constructor(code: PageErrorCode, message: string, refused?: RefusedDocument) {
    super(message);
    this.name = 'KazasuError';
    this.code = code;
    this.refused = refused;
  }
}
