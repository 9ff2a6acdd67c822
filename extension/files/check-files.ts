/** Whether the files that a person has chosen were signed, by whom, and changed since. Nothing leaves this computer. */
import type { SignatureReport } from '../../signatures/signature-report.ts';
import { fingerprintOf } from '../../signatures/x509/fingerprint.ts';
import { type CheckedSignature, type Verdict, VERDICTS, verdictOf } from './checked-signature.ts';
import { findDocument } from './find-document.ts';
import { judgeSigner } from './judge-signer.ts';
import { type OpenedFile, openFile, type ReadableFile } from './opened-file.ts';
import { derBlocks } from './pem.ts';
import { SIGNATURE_READERS } from './signature-readers.ts';

export interface CheckedFile {
  readonly name: string;
  /** What the file comes to: its worst signature, or that there is none. */
  readonly verdict: Verdict | 'unsigned' | 'unreadable';
  /** Name of the file that was signed, when the signatures are not in it. */
  readonly document?: string | undefined;
  readonly signatures: readonly CheckedSignature[];
}

export interface CheckedFiles {
  /** In the order of the files, without those that are another one's document or an authority's certificate. */
  readonly files: readonly CheckedFile[];
  /** Certificates that the person has chosen: an authority's, by which signers are recognised. */
  readonly certificates: readonly ChosenCertificate[];
}

export interface ChosenCertificate {
  readonly name: string;
  /** SHA-256, 64 upper-case hexadecimal digits. */
  readonly fingerprint: string;
}

interface Judge {
  readonly now: Date;
  /** That the person has chosen, DER. */
  readonly given: readonly Uint8Array[];
}

export async function checkFiles(chosen: readonly ReadableFile[], now: Date): Promise<CheckedFiles> {
  const files = await Promise.all(
    chosen.map(async (file) => ({ name: file.name, opened: await openFile(file) })),
  );
  const opened = files.flatMap((file) => file.opened ?? []);
  const certificates = opened
    .filter(({ kind }) => kind === 'certificate')
    .flatMap((file) => readableBlocks(file).map((der) => ({ name: file.name, der })));
  const documents = opened.filter(({ kind }) => kind !== 'certificate');
  const judge = { now, given: certificates.map(({ der }) => der) };
  const checked: CheckedFile[] = [];
  // One after the other, so that no more than one of them is being hashed.
  for (const { name, opened: file } of files) {
    if (!file) checked.push({ name, verdict: 'unreadable', signatures: [] });
    else if (file.kind !== 'certificate') checked.push(await checkFile(file, documents, judge));
  }
  const paired = new Set(checked.map(({ document }) => document));
  return {
    files: checked.filter(({ name, signatures }) => signatures.length > 0 || !paired.has(name)),
    certificates: await Promise.all(
      certificates.map(async ({ name, der }) => ({ name, fingerprint: await fingerprintOf(der) })),
    ),
  };
}

async function checkFile(
  file: OpenedFile,
  others: readonly OpenedFile[],
  judge: Judge,
): Promise<CheckedFile> {
  const { name, kind } = file;
  if (kind === 'certificate' || kind === 'other') {
    return { name, verdict: isDamaged(file) ? 'unreadable' : 'unsigned', signatures: [] };
  }
  try {
    const { reports, document } = await findDocument(file, SIGNATURE_READERS[kind], others);
    const signatures = await Promise.all(reports.map((report) => checkSignature(report, judge)));
    return { name, verdict: worstOf(signatures) ?? 'unsigned', document, signatures };
  } catch {
    // Whatever a stranger's file has made happen: the others are still to be looked at.
    return { name, verdict: 'unreadable', signatures: [] };
  }
}

/** There is nothing in it, or not the signature that its name says. */
function isDamaged({ name, bytes }: OpenedFile): boolean {
  return bytes.length === 0 || SIGNATURE_NAME.test(name);
}

const SIGNATURE_NAME = /\.(?:p7[ms]|jws|sig)$/iu;

async function checkSignature(report: SignatureReport, { now, given }: Judge): Promise<CheckedSignature> {
  const { certificate, certificates } = report;
  const signer = certificate && (await judgeSigner(certificate, { embedded: certificates, given }, now));
  return { verdict: verdictOf(report, signer), report, signer };
}

function worstOf(signatures: readonly CheckedSignature[]): Verdict | undefined {
  return VERDICTS.find((verdict) => signatures.some((signature) => signature.verdict === verdict));
}

/** A file that only looks like certificates counts for none. */
function readableBlocks({ bytes }: OpenedFile): readonly Uint8Array[] {
  try {
    return derBlocks(bytes);
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
