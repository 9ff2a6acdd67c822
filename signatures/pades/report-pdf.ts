/** All signatures of a PDF, each with what it covers and what was done to the document since. */
import { reportSignedData } from '../cms/report-signed-data.ts';
import { parseSignedData } from '../cms/signed-data.ts';
import { digestOf } from '../digest-of.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import { SignatureFailure } from '../signature-failure.ts';
import type { Coverage, SignatureReport } from '../signature-report.ts';
import { coveredEnd, isSpaceOnly, signedRevision } from './covered-range.ts';
import type { FoundSignature } from './find-signatures.ts';
import { newestReadable } from './newest-readable.ts';
import { RevisionComparison } from './revision-comparison.ts';
import { isDocumentTimestamp, readSignatureValue, type SignatureValue } from './signature-value.ts';

/**
 * In the order of the form's fields. A document is as its signers saw it only when each signature is sound: anybody can
 * add one that is not, with a mark that hides what is below it.
 * @throws SyntaxError for what is no PDF, or encrypted
 */
export async function reportPdf(bytes: Uint8Array): Promise<readonly SignatureReport[]> {
  const { file, signatures } = await newestReadable(bytes);
  const document = { bytes, file, comparison: new RevisionComparison(file) };
  const reports: SignatureReport[] = [];
  // One after the other: the second finds what the first has read.
  for (const signature of signatures)
    if (!isDocumentTimestamp(signature.value)) reports.push(await reportSignature(document, signature));
  return reports;
}

interface Document {
  /** All of them. */
  readonly bytes: Uint8Array;
  readonly file: PdfFile;
  readonly comparison: RevisionComparison;
}

async function reportSignature(document: Document, signature: FoundSignature): Promise<SignatureReport> {
  try {
    return await reportValue(document, signature, readSignatureValue(signature.value, document.bytes));
  } catch (error) {
    if (error instanceof SignatureFailure) return unreadable(error);
    if (error instanceof SyntaxError)
      return unreadable(new SignatureFailure('signature-malformed', error.message));
    throw error;
  }
}

/** @throws SyntaxError, SignatureFailure when there is nothing of which a report could be made */
async function reportValue(
  document: Document,
  found: FoundSignature,
  value: SignatureValue,
): Promise<SignatureReport> {
  const signedData = parseSignedData(value.contents, { padding: 'zeros' });
  if (signedData.content) throw new SignatureFailure('signature-form-unsupported', 'not a detached CMS');
  let coverage: Coverage = UNREADABLE;
  const report = await reportSignedData(signedData, async (algorithm) => {
    const { contentsSpan, byteRange } = value;
    const end = coveredEnd(byteRange, contentsSpan, document.bytes.length);
    const revision = await signedRevision(document.file, end);
    refuseAmbiguous(found, document.file, revision);
    coverage = await coverageOf(document, revision, end);
    const { bytes } = document;
    return digestOf(algorithm, bytes.subarray(0, contentsSpan.start), bytes.subarray(contentsSpan.end, end));
  });
  return { ...report, claimedTime: value.claimedTime ?? report.claimedTime, coverage };
}

/** One field has the signature, and it stood in the revision that it covers as it stands now. */
function refuseAmbiguous({ reference, fieldCount }: FoundSignature, file: PdfFile, revision: PdfFile): void {
  const refuse = (reason: string): never => {
    throw new SignatureFailure('reference-ambiguous', reason);
  };
  if (fieldCount === 0) refuse('no field of the form has this signature');
  if (fieldCount > 1) refuse('several fields have this signature');
  if (reference && !revision.hasSameEntry(file, reference.number))
    refuse('the signature did not stand there when it was made');
}

async function coverageOf(
  { bytes, file, comparison }: Document,
  revision: PdfFile,
  end: number,
): Promise<Coverage> {
  if (end === bytes.length) return { kind: 'whole-document' };
  const changes = new Set(await comparison.changesSince(revision));
  if (!isRead(file, bytes, end)) changes.add('unreadable');
  if (changes.size > 1) changes.delete('nothing-visible');
  return { kind: 'earlier-revision', changes: [...changes] };
}

/** Whether what was appended is revisions, so that other readers find nothing that has not been compared. */
function isRead(file: PdfFile, bytes: Uint8Array, end: number): boolean {
  const hasNewRevision = file.base + file.startxref >= end;
  return isSpaceOnly(bytes, hasNewRevision ? file.end : end, bytes.length);
}

const UNREADABLE: Coverage = { kind: 'earlier-revision', changes: ['unreadable'] };

function unreadable({ code, message }: SignatureFailure): SignatureReport {
  return {
    integrity: { ok: false, code, reason: message },
    certificate: undefined,
    certificates: [],
    digestAlgorithm: undefined,
    claimedTime: undefined,
    timestamp: undefined,
    coverage: UNREADABLE,
  };
}
