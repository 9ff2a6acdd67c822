/**
 * The signatures in an XML document, judged in all but trust in their certificates
 * (docs/decisions/0023-xml-signatures-by-a-strict-parser-and-a-canonicaliser-of-our-own.md).
 *
 * Every element is found once, in one tree: what was verified is what is then read, and no identifier is looked up again.
 */
import type { DigestAlgorithm } from '../../shared/jpki.ts';
import { integrityOf, SignatureFailure } from '../signature-failure.ts';
import type { Coverage, SignatureReport, TimestampReport } from '../signature-report.ts';
import { verifySignature } from '../verify-signature.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { decodeXml } from '../xml/decode-xml.ts';
import { parseXmlTree, type XmlElement } from '../xml/xml-tree.ts';
import { Canonicaliser } from './canonicaliser.ts';
import { findIdentifiers } from './identifiers.ts';
import { DS } from './namespaces.ts';
import { readQualifyingProperties } from './qualifying-properties.ts';
import { readBase64, readSignature } from './read-signature.ts';
import { RememberedDigests } from './remembered-digests.ts';
import {
  coverageOf,
  expectDigests,
  expectSignedProperties,
  resolveReferences,
  type Surroundings,
} from './references.ts';
import { expectAllowedContent } from './signature-content.ts';
import { reportSignatureTimestamp } from './signature-timestamp.ts';

const SIGNATURES_MAX = 100;

/**
 * All `ds:Signature` elements in the order of the document, those inside of others included.
 * @param documents that detached signatures refer to, by name; each signature has to cover all of them
 * @throws SyntaxError when it is no XML document that is read
 */
export async function reportXml(
  xml: Uint8Array,
  documents: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<readonly SignatureReport[]> {
  const document = parseXmlTree(decodeXml(xml).text);
  const signatures = document.elements.filter(({ uri, local }) => uri === DS && local === 'Signature');
  if (signatures.length > SIGNATURES_MAX) throw new SyntaxError('more signatures than are read');
  const surroundings = {
    root: document.root,
    hasInstructionsAround: document.children.some(({ kind }) => kind === 'instruction'),
    canonicaliser: new Canonicaliser(document, xml.length),
    identifiers: findIdentifiers(document),
    documents,
    digests: new RememberedDigests(),
  };
  const reports: SignatureReport[] = [];
  // One after the other, so that no more than one canonical form is in memory.
  for (const signature of signatures) reports.push(await reportSignature(signature, surroundings));
  return reports;
}

/** What was found before a check failed, if one did. */
interface Found {
  certificate?: Uint8Array;
  certificates?: readonly Uint8Array[];
  digestAlgorithm?: DigestAlgorithm;
  claimedTime?: Date | undefined;
  timestamp?: TimestampReport | undefined;
  coverage?: Coverage;
}

async function reportSignature(element: XmlElement, surroundings: Surroundings): Promise<SignatureReport> {
  const found: Found = {};
  const integrity = await integrityOf(() => judge(element, surroundings, found));
  return {
    integrity,
    certificate: found.certificate,
    certificates: found.certificates ?? [],
    digestAlgorithm: found.digestAlgorithm,
    claimedTime: found.claimedTime,
    timestamp: found.timestamp,
    coverage: found.coverage ?? UNREADABLE,
  };
}

/** A check has failed before that could be told. */
const UNREADABLE: Coverage = { kind: 'earlier-revision', changes: ['unreadable'] };

/** @throws SignatureFailure, SyntaxError */
async function judge(element: XmlElement, surroundings: Surroundings, found: Found): Promise<void> {
  expectAllowedContent(element);
  const signature = readSignature(element);
  const { certificates, digestAlgorithm, signedInfo, canonicalMethod, signatureValue } = signature;
  Object.assign(found, { certificates, digestAlgorithm });
  if (certificates.length === 0)
    throw new SignatureFailure('signer-certificate-missing', 'no X509Certificate');
  const properties = readQualifyingProperties(signature);
  found.claimedTime = properties.claimedTime;
  const signer = certificates.find(properties.isSigner);
  if (!signer)
    throw new SignatureFailure('signer-certificate-unbound', 'the properties name another certificate');
  found.certificate = signer;

  const references = resolveReferences(signature, surroundings);
  expectSignedProperties(references, properties.signedProperties);
  found.coverage = coverageOf(references, signature, surroundings);
  expectDigests(references, signature, surroundings);
  await verifySignature({
    certificate: parseCertificate(signer),
    family: 'RSASSA-PKCS1-v1_5',
    digestAlgorithm,
    signature: readBase64(signatureValue),
    signedBytes: surroundings.canonicaliser.element(signedInfo, canonicalMethod),
  });
  found.timestamp = await reportSignatureTimestamp(
    signatureValue,
    properties.unsignedSignatureProperties,
    surroundings.canonicaliser,
  );
}
