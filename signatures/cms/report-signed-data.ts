/** A CMS SignedData with one signer, as CAdES and PAdES have it, judged in all but trust in the certificate. */
import type { DigestAlgorithm } from '../../shared/jpki.ts';
import { DerReader, TAG } from '../der/der-reader.ts';
import { integrityOf } from '../signature-failure.ts';
import type { SignatureReport, TimestampReport } from '../signature-report.ts';
import { reportTimestamp } from '../timestamp/report-timestamp.ts';
import { ATTRIBUTE, CONTENT_TYPE } from './cms-oid.ts';
import type { SignedData } from './signed-data.ts';
import type { SignerInfo } from './signer-info.ts';
import { type FoundSigner, verifySigner } from './verify-signer.ts';

/** What the signature covers is for those to say who know the document. */
export type SignedDataReport = Omit<SignatureReport, 'coverage'>;

/** By the signature's digest algorithm; undefined when there is no content to compare with. */
export type ContentDigest = (
  algorithm: DigestAlgorithm,
) => Promise<Uint8Array | undefined> | Uint8Array | undefined;

export async function reportSignedData(
  signedData: SignedData,
  contentDigest: ContentDigest,
): Promise<SignedDataReport> {
  const found: FoundSigner = {};
  const expected = { contentType: CONTENT_TYPE.data, sha1CertificateId: 'refused', contentDigest } as const;
  const integrity = await integrityOf(() => verifySigner(signedData, expected, found));
  return {
    integrity,
    certificate: found.certificate,
    certificates: signedData.certificates,
    digestAlgorithm: found.digestAlgorithm,
    claimedTime: found.claimedTime,
    timestamp: found.signerInfo && (await reportFirstTimestamp(found.signerInfo)),
  };
}

/** ETSI EN 319 122-1 section 5.3. There may be several, and anybody can add one: the first counts. */
async function reportFirstTimestamp(signerInfo: SignerInfo): Promise<TimestampReport | undefined> {
  const tokens = signerInfo.unsignedAttributes.get(ATTRIBUTE.signatureTimestamp);
  return tokens && (await reportTimestamp(firstOf(tokens), signerInfo.signature));
}

function firstOf(tokens: Uint8Array): Uint8Array {
  try {
    return new DerReader(tokens).readElement(TAG.sequence);
  } catch {
    // Reported as a time stamp that is none.
    return tokens;
  }
}
