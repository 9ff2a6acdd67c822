import { createCrlChecker, createDocumentVerifier, crlFile, type DocumentVerifier } from 'kazasu/verify';
import { readInput } from './file-report.ts';
import type { VerifyArguments } from './verify-arguments.ts';
import { VerifyCommandError } from './verify-command-error.ts';

/**
 * A verifier that trusts the authorities that the person has named.
 * @throws VerifyCommandError `file-unreadable`; `authority-unsuitable` for a file that holds no authority of the JPKI that
 *   issues signature certificates
 */
export async function openVerifier(args: VerifyArguments): Promise<DocumentVerifier> {
  const { revocationLists } = args;
  for (const list of revocationLists) await readInput(list);
  const settings = {
    trustAnchors: await readCertificates(args.authorities),
    testTrustAnchors: await readCertificates(args.testAuthorities),
    timestampAuthorities: await readCertificates(args.timestampAuthorities),
    ...(revocationLists.length > 0 && {
      revocation: createCrlChecker({ lists: revocationLists.map(crlFile) }),
      acceptRevocation: [],
    }),
  };
  try {
    return createDocumentVerifier(settings);
  } catch (cause) {
    throw new VerifyCommandError('authority-unsuitable', '', { cause });
  }
}

/** PEM as text, DER as it is. */
async function readCertificates(files: readonly string[]): Promise<(string | Uint8Array)[]> {
  return Promise.all(
    files.map(async (file) => {
      const bytes = await readInput(file);
      const text = Buffer.from(bytes).toString('latin1');
      return text.includes('-----BEGIN') ? text : bytes;
    }),
  );
}
