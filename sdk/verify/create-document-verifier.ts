import type { DocumentChange } from '../../signatures/signature-report.ts';
import type { CertificateSource } from './certificate/certificate-source.ts';
import { type ContentResult, type DocumentResult, toDocumentFailure } from './documents/document-result.ts';
import { judgeDocument } from './documents/judge-document.ts';
import type { DocumentTrust } from './documents/judge-signature.ts';
import {
  type ReadDocument,
  readCms,
  readJws,
  readPdf,
  readXml,
  Unreadable,
} from './documents/read-document.ts';
import { readTimestampAuthorities } from './documents/timestamp-authority.ts';
import { readList, requireSetting } from './settings.ts';
import { signerAnchors } from './signature-certificate/signer-anchors.ts';
import { readTrustSettings, type TrustSettings } from './trust-settings.ts';

/** What signed documents are verified against: the authorities for digital signature are among the anchors. */
export interface DocumentVerifierSettings extends TrustSettings {
  /**
   * Whose time stamps prove when a document was signed: certificates of time-stamp authorities, or of those that issued
   * them directly, in PEM or DER, checked by the service. By default nobody's, and each certificate is judged as of now.
   */
  readonly timestampAuthorities?: readonly CertificateSource[];
  /**
   * What may be done to a PDF after somebody has signed it, as long as somebody else signs the outcome: `form-filled`,
   * `annotation-changed` or both. By default nothing that changes what the signer saw.
   */
  readonly acceptChanges?: readonly AcceptableChange[];
}

/** Changes to a signed document that a service may take. */
export type AcceptableChange = Extract<DocumentChange, 'form-filled' | 'annotation-changed'>;

/**
 * Verifies signed documents, whoever made them and with whichever program. Whatever the octets are, the answer is a
 * result and not an exception. They are not to be changed until it is there.
 *
 * A result that is `ok` says who signed what, and not whether that is whom the service expected, nor what they meant by
 * it: that the document is the one in question is for the service to see.
 */
export interface DocumentVerifier {
  /** Verifies all signatures in a PDF (PAdES), and what was done to it after each of them. */
  verifyPdf(pdf: unknown): Promise<DocumentResult>;
  /**
   * Verifies a CMS signature (CAdES) in DER.
   *
   * @param document that a detached signature is about; one that has its document inside needs none, and if there is one
   *   it has to be the same
   */
  verifyCms(cms: unknown, document?: unknown): Promise<ContentResult>;
  /**
   * Verifies all signatures in an XML document (XAdES).
   *
   * @param documents that detached signatures are about, by the URI by which these refer to them
   * @throws TypeError when `documents` is no Map, which is a bug in the service
   */
  verifyXml(xml: unknown, documents?: ReadonlyMap<string, Uint8Array>): Promise<DocumentResult>;
  /**
   * Verifies a JWS in compact serialisation, as text or octets.
   *
   * @param document that a detached signature is about (RFC 7515 appendix F)
   */
  verifyJws(jws: unknown, document?: unknown): Promise<ContentResult>;
}

/**
 * Makes a verifier of signed documents. Settings with which nothing could be verified throw here.
 *
 * @throws TypeError naming the setting that is wrong
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 *
 * const verifier = createDocumentVerifier({
 *   trustAnchors: [await readFile('jpki-digital-signature-ca.pem', 'utf8')],
 * });
 *
 * const result = await verifier.verifyPdf(await readFile('application.pdf'));
 * if (result.ok) console.log(result.signatures.map(({ holder }) => holder.name.text));
 * else console.warn(result.code, result.explanation);
 * ```
 */
export function createDocumentVerifier(settings: DocumentVerifierSettings): DocumentVerifier {
  const trust = readSettings(settings);
  return {
    verifyPdf: (pdf) => verify(readPdf(pdf), trust),
    verifyCms: (cms, document) => verifyContent(readCms(cms, document), trust),
    verifyXml: (xml, documents) => verify(readXml(xml, documents), trust),
    verifyJws: (jws, document) => verifyContent(readJws(jws, document), trust),
  };
}

function readSettings(settings: DocumentVerifierSettings): DocumentTrust {
  const trust = readTrustSettings(settings, 'digitalSignature');
  const acceptChanges = readList<DocumentChange>(settings.acceptChanges ?? [], 'acceptChanges');
  requireSetting(
    acceptChanges.every((change) => ACCEPTABLE.has(change)),
    "acceptChanges holds 'form-filled', 'annotation-changed', or both",
  );
  const timestampAuthorities = readList(settings.timestampAuthorities ?? [], 'timestampAuthorities');
  return {
    anchors: signerAnchors(trust),
    revocation: trust.revocation,
    moment: trust.moment,
    timestampAuthorities: readTimestampAuthorities(timestampAuthorities),
    acceptChanges,
  };
}

const ACCEPTABLE: ReadonlySet<string> = new Set<AcceptableChange>(['form-filled', 'annotation-changed']);

async function verify(reading: Promise<ReadDocument>, trust: DocumentTrust): Promise<DocumentResult> {
  try {
    const { signatures } = await reading;
    return await judgeDocument(signatures, trust);
  } catch (error) {
    if (error instanceof Unreadable) return toDocumentFailure(error.code, []);
    throw error;
  }
}

async function verifyContent(reading: Promise<ReadDocument>, trust: DocumentTrust): Promise<ContentResult> {
  const result = await verify(reading, trust);
  if (!result.ok) return result;
  const { content } = await reading;
  return content ? { ...result, content } : toDocumentFailure('document-missing', result.signatures);
}
