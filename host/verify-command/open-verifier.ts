import {
  createCrlChecker,
  createDocumentVerifier,
  crlFile,
  type DocumentVerifier,
  type DocumentVerifierSettings,
} from 'kazasu/verify';
import { readInput } from './file-report.ts';
import { fingerprintOf, readCertificate } from './certificate-file.ts';
import type { NamedAuthority, VerifyArguments } from './verify-arguments.ts';
import { VerifyCommandError } from './verify-command-error.ts';

/**
 * A verifier that trusts the authorities that the person has named.
 * @throws VerifyCommandError `file-unreadable`; `authority-unknown`, `authority-mismatch` or `authority-unsuitable` naming
 *   the file
 */
export async function openVerifier(args: VerifyArguments): Promise<DocumentVerifier> {
  const { revocationLists } = args;
  for (const list of revocationLists) await readInput(list);
  const anchors = {
    trustAnchors: await Promise.all(args.authorities.map(readAuthority)),
    testTrustAnchors: await Promise.all(args.testAuthorities.map(readTestAuthority)),
  };
  // Each of them is fit for its purpose: what is still wrong is that one was named twice.
  const [last = ''] = [...args.authorities.map(({ file }) => file), ...args.testAuthorities].slice(-1);
  open(anchors, last);
  const timestampAuthorities = args.timestampAuthorities.map(async (file) => {
    const certificate = await readCertificate(file);
    open({ ...anchors, timestampAuthorities: [certificate] }, file);
    return certificate;
  });
  return createDocumentVerifier({
    ...anchors,
    timestampAuthorities: await Promise.all(timestampAuthorities),
    ...(revocationLists.length > 0 && {
      revocation: createCrlChecker({ lists: revocationLists.map(crlFile) }),
      acceptRevocation: [],
    }),
  });
}

type Anchor = NonNullable<DocumentVerifierSettings['trustAnchors']>[number];

async function readAuthority({ file, sha256 }: NamedAuthority): Promise<Anchor> {
  const certificate = await readCertificate(file);
  const anchor = sha256 === undefined ? certificate : { certificate, sha256 };
  try {
    open({ trustAnchors: [anchor] }, file);
    return anchor;
  } catch (cause) {
    const actual = fingerprintOf(certificate);
    // Fit for its purpose, but for whose it is: that is for the person to look up.
    if (actual === undefined || !canOpen({ trustAnchors: [{ certificate, sha256: actual }] })) throw cause;
    const code = sha256 === undefined ? 'authority-unknown' : 'authority-mismatch';
    throw new VerifyCommandError(code, file, { cause, sha256: actual });
  }
}

async function readTestAuthority(file: string): Promise<string | Uint8Array> {
  const certificate = await readCertificate(file);
  open({ testTrustAnchors: [certificate] }, file);
  return certificate;
}

function canOpen(settings: DocumentVerifierSettings): boolean {
  try {
    createDocumentVerifier(settings);
    return true;
  } catch {
    return false;
  }
}

/** @throws VerifyCommandError `authority-unsuitable` */
function open(settings: DocumentVerifierSettings, file: string): DocumentVerifier {
  try {
    return createDocumentVerifier(settings);
  } catch (cause) {
    throw new VerifyCommandError('authority-unsuitable', file, { cause });
  }
}
