/** A signature in a file of its own belongs to one of the files that came with it: which one, its contents tell. */
import type { SignatureReport } from '../../signatures/signature-report.ts';
import type { OpenedFile } from './opened-file.ts';
import type { ReadSignatures } from './signature-readers.ts';

export interface ReadFile {
  readonly reports: readonly SignatureReport[];
  /** Name of the file that the signatures are compared with, when they are not in it. */
  readonly document: string | undefined;
}

/**
 * Reads the signatures in a file; where their document is not in it, with the document among the others.
 * @throws SyntaxError for what is no such file
 */
export async function findDocument(
  file: OpenedFile,
  read: ReadSignatures,
  others: readonly OpenedFile[],
): Promise<ReadFile> {
  const alone = await read(file);
  if (!alone.some(isDetached)) return { reports: alone, document: undefined };
  const candidates = others
    .filter((other) => other !== file)
    .sort((one, other) => Number(isNamedAfter(file, other)) - Number(isNamedAfter(file, one)));
  for (const document of candidates) {
    const reports = await read(file, document);
    if (reports.every(({ integrity }) => integrity.ok)) return { reports, document: document.name };
  }
  // None of them is what was signed: the one that should be has been changed, where it is clear which one that is.
  const [first, ...rest] = candidates;
  if (!first || (rest.length > 0 && !isNamedAfter(file, first)))
    return { reports: alone, document: undefined };
  return { reports: await read(file, first), document: first.name };
}

function isDetached({ coverage }: SignatureReport): boolean {
  return coverage.kind === 'document-missing';
}

/** As `contract.pdf.p7s` is named after `contract.pdf`. */
function isNamedAfter(signature: OpenedFile, document: OpenedFile): boolean {
  return signature.name.startsWith(`${document.name}.`);
}
