import type { RefusedDocument } from '../../shared/signing.ts';
import { DocumentRefused } from '../../signatures/container.ts';

/** A document of the request cannot be signed, and with it nothing is. */
export class DocumentFailure extends Error {
  readonly refused: RefusedDocument;

  constructor(refused: RefusedDocument, options?: ErrorOptions) {
    super(refused.reason, options);
    this.name = 'DocumentFailure';
    this.refused = refused;
  }
}

/** Does something with one document; what is wrong with it names the document from here on. */
export async function inDocument<Result>(
  document: number,
  act: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await act();
  } catch (cause) {
    if (!(cause instanceof DocumentRefused)) throw cause;
    throw new DocumentFailure({ document, reason: cause.reason }, { cause });
  }
}
