/** What reads the signatures of each kind of file, loaded when there is such a file. */
import type { SignatureReport } from '../../signatures/signature-report.ts';
import type { FileKind } from './file-kind.ts';
import type { OpenedFile } from './opened-file.ts';
import { derBlocks } from './pem.ts';

/**
 * @param document that the signatures may be detached from
 * @throws SyntaxError for what is no such file
 */
export type ReadSignatures = (file: OpenedFile, document?: OpenedFile) => Promise<readonly SignatureReport[]>;

export type SignedKind = Exclude<FileKind, 'certificate' | 'other'>;

export const SIGNATURE_READERS: Readonly<Record<SignedKind, ReadSignatures>> = {
  pdf: async ({ bytes }) => {
    const { reportPdf } = await import('../../signatures/pades/report-pdf.ts');
    return reportPdf(bytes);
  },
  xml: async ({ bytes }, document) => {
    const { reportXml } = await import('../../signatures/xades/report-xml.ts');
    return reportXml(bytes, new Map(document ? [[document.name, document.bytes]] : []));
  },
  cms: async ({ bytes }, document) => {
    const { reportCms } = await import('../../signatures/cades/report-cms.ts');
    const [cms = new Uint8Array()] = derBlocks(bytes);
    return (await reportCms(cms, document?.bytes)).signatures;
  },
  jws: async ({ bytes }, document) => {
    const { reportJws } = await import('../../signatures/jws/report-jws.ts');
    return (await reportJws(new TextDecoder().decode(bytes).trim(), document?.bytes)).signatures;
  },
};
