import { basename } from 'node:path';
import { readFile } from 'node:fs/promises';
import type { DocumentFailureCode, DocumentResult, DocumentVerifier, SignatureResult } from 'kazasu/verify';
import { recogniseFormat, type SignedFile, type SignedFormat } from './signed-format.ts';
import { VerifyCommandError } from './verify-command-error.ts';

/** Why there is no result of a file, beside what the verifier says. */
export type FileProblem = 'file-unreadable' | 'format-unknown' | 'document-unexpected';

/** What became of one file. */
export interface FileReport {
  /** As it was typed. */
  readonly file: string;
  readonly format?: SignedFormat;
  readonly result: DocumentResult | FileFailure;
}

export interface FileFailure {
  readonly ok: false;
  readonly code: DocumentFailureCode | FileProblem;
  readonly reason?: string;
  readonly signatures: readonly SignatureResult[];
}

/** A document that lies beside its signature. */
export interface BesideDocument {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Reads a file and verifies every signature in it. What is wrong with it is a result. */
export async function reportFile(
  file: string,
  verifier: DocumentVerifier,
  document: BesideDocument | undefined,
): Promise<FileReport> {
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) return { file, result: failure('file-unreadable') };
  const signed = recogniseFormat(new Uint8Array(bytes));
  if (signed === undefined) return { file, result: failure('format-unknown') };
  const { format } = signed;
  // A PDF has its document inside; whoever names another one believes that it is compared.
  if (format === 'pdf' && document) return { file, format, result: failure('document-unexpected') };
  return { file, format, result: await VERIFY[format](signed, verifier, document) };
}

/** @throws VerifyCommandError `file-unreadable` */
export async function readInput(file: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (cause) {
    throw new VerifyCommandError('file-unreadable', file, { cause });
  }
}

type Verify = (
  signed: SignedFile,
  verifier: DocumentVerifier,
  document: BesideDocument | undefined,
) => Promise<DocumentResult>;

const VERIFY: Readonly<Record<SignedFormat, Verify>> = {
  pdf: ({ bytes }, verifier) => verifier.verifyPdf(bytes),
  cms: ({ bytes }, verifier, document) => verifier.verifyCms(bytes, document?.bytes),
  xml: ({ bytes }, verifier, document) => verifier.verifyXml(bytes, document && byReference(document)),
  jws: ({ bytes }, verifier, document) => verifier.verifyJws(bytes, document?.bytes),
};

/** A reference to a file is a URI, in which other characters than these are escaped (RFC 3986 section 2). */
function byReference({ name, bytes }: BesideDocument): ReadonlyMap<string, Uint8Array> {
  const file = basename(name);
  return new Map([name, file, encodeURIComponent(file), encodeURI(file)].map((uri) => [uri, bytes]));
}

function failure(code: FileProblem): FileFailure {
  return { ok: false, code, signatures: [] };
}
