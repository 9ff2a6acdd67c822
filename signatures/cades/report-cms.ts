/** A CMS file, with the document in it or beside it: who signed what. */
import { equalBytes } from '../../shared/bytes.ts';
import { reportSignedData } from '../cms/report-signed-data.ts';
import { parseSignedData } from '../cms/signed-data.ts';
import { digestOf } from '../digest-of.ts';
import { SignatureFailure } from '../signature-failure.ts';
import type { SignatureReport } from '../signature-report.ts';

export interface CmsReport {
  /** Exactly one: a file with more signers, or none, has one report that says so. */
  readonly signatures: readonly SignatureReport[];
  /** The document, when it is in the file. */
  readonly content: Uint8Array | undefined;
}

/**
 * @param cms DER, or BER in which only lengths are indefinite
 * @param document that the signature is detached from; where the file has one itself, it must be the same
 * @throws SyntaxError when the file is no CMS SignedData
 */
export async function reportCms(cms: Uint8Array, document?: Uint8Array): Promise<CmsReport> {
  const signedData = parseSignedData(cms);
  const { content } = signedData;
  const signed = content ?? document;
  const report = await reportSignedData(signedData, (algorithm) => {
    if (content && document && !equalBytes(content, document))
      throw new SignatureFailure(
        'digest-mismatch',
        'the document in the file is another than the one beside it',
      );
    return signed && digestOf(algorithm, signed);
  });
  const coverage = { kind: signed ? 'whole-document' : 'document-missing' } as const;
  return { signatures: [{ ...report, coverage }], content };
}
