import { integrityOf, SignatureFailure } from '../signature-failure.ts';
import type { SignatureIntegrity, TimestampReport } from '../signature-report.ts';
import { reportTimestamp } from '../timestamp/report-timestamp.ts';
import { childrenNamed, optionalChild } from '../xml/element-content.ts';
import type { XmlElement } from '../xml/xml-tree.ts';
import { INCLUSIVE } from './algorithms.ts';
import { DS, XADES } from './namespaces.ts';
import type { Canonicaliser } from './canonicaliser.ts';
import { readBase64, readCanonicalMethod } from './read-signature.ts';

/**
 * The time stamp over a signature, ETSI EN 319 132-1 section 5.3. There may be several, and anybody can add one: the
 * first counts.
 */
export async function reportSignatureTimestamp(
  signatureValue: XmlElement,
  unsignedSignatureProperties: XmlElement | undefined,
  canonicaliser: Canonicaliser,
): Promise<TimestampReport | undefined> {
  let report: TimestampReport | undefined;
  const integrity = await integrityOf(async () => {
    const [timestamp] = unsignedSignatureProperties
      ? childrenNamed(unsignedSignatureProperties, XADES, 'SignatureTimeStamp')
      : [];
    if (timestamp) report = await reportToken(timestamp, signatureValue, canonicaliser);
  });
  return integrity.ok ? report : failed(integrity);
}

async function reportToken(
  timestamp: XmlElement,
  signatureValue: XmlElement,
  canonicaliser: Canonicaliser,
): Promise<TimestampReport> {
  const method = optionalChild(timestamp, DS, 'CanonicalizationMethod');
  const [token, ...others] = childrenNamed(timestamp, XADES, 'EncapsulatedTimeStamp');
  if (!token || others.length > 0)
    throw new SignatureFailure('signature-form-unsupported', 'not one EncapsulatedTimeStamp');
  const stamped = canonicaliser.element(signatureValue, method ? readCanonicalMethod(method) : INCLUSIVE);
  return reportTimestamp(readBase64(token), stamped);
}

function failed(integrity: SignatureIntegrity): TimestampReport {
  return { integrity, time: undefined, certificate: undefined };
}
