/** The one signer of a CMS, judged: whoever it is, this is what they signed. */
import { equalBytes, toHex } from '../../shared/bytes.ts';
import type { DigestAlgorithm } from '../../shared/jpki.ts';
import { DerReader, TAG } from '../der/der-reader.ts';
import { readObjectIdentifier, readTime } from '../der/der-values.ts';
import { acceptedDigest, acceptedSignature } from '../signature-algorithm.ts';
import { SignatureFailure } from '../signature-failure.ts';
import { verifySignature } from '../verify-signature.ts';
import { type Certificate, parseCertificate } from '../x509/certificate.ts';
import { subjectKeyIdentifier } from '../x509/certificate-extensions.ts';
import { certificateBinding } from './certificate-binding.ts';
import { ATTRIBUTE } from './cms-oid.ts';
import type { SignedData } from './signed-data.ts';
import {
  type Attributes,
  parseSignerInfo,
  type SignerIdentifier,
  type SignerInfo,
  singleValue,
} from './signer-info.ts';

export interface ExpectedSigner {
  /** Object identifier. */
  readonly contentType: string;
  /** Whether the certificate may be named by its SHA-1. */
  readonly sha1CertificateId: 'allowed' | 'refused';
  /** Undefined when there is no content to compare with. */
  contentDigest(algorithm: DigestAlgorithm): Promise<Uint8Array | undefined> | Uint8Array | undefined;
}

/** What was found before a check failed, if one did. */
export interface FoundSigner {
  signerInfo?: SignerInfo;
  /** DER; only when it is certainly the signer's. */
  certificate?: Uint8Array;
  digestAlgorithm?: DigestAlgorithm;
  claimedTime?: Date;
}

/**
 * Answers the signer's certificate.
 * @param found is filled while the checks pass
 * @throws SignatureFailure, SyntaxError
 */
export async function verifySigner(
  signedData: SignedData,
  expected: ExpectedSigner,
  found: FoundSigner,
): Promise<Certificate> {
  const signerInfo = theOnly(signedData.signerInfos);
  found.signerInfo = signerInfo;
  const { signedAttributes, signature } = signerInfo;
  if (!signedAttributes) throw new SignatureFailure('signature-form-unsupported', 'no signed attributes');
  const { attributes, der: signedBytes } = signedAttributes;
  const messageDigest = readMandatory(attributes, signedData.contentType);
  Object.assign(found, readSigningTime(attributes));
  if (signedData.contentType !== expected.contentType)
    throw new SignatureFailure('signature-form-unsupported', 'content of another type');

  const { digestAlgorithm, family } = acceptedAlgorithms(signerInfo);
  found.digestAlgorithm = digestAlgorithm;
  const signer = await findSigner(signedData.certificates, signerInfo, attributes, expected);
  found.certificate = signer.der;
  const { certificate } = signer;

  const contentDigest = await expected.contentDigest(digestAlgorithm);
  if (contentDigest && !equalBytes(contentDigest, messageDigest))
    throw new SignatureFailure('digest-mismatch', 'the digest of the content is another');
  await verifySignature({ certificate, family, digestAlgorithm, signature, signedBytes });
  return certificate;
}

function theOnly([first, ...others]: readonly Uint8Array[]): SignerInfo {
  if (!first) throw new SignatureFailure('signer-ambiguous', 'no signer');
  if (others.length > 0) throw new SignatureFailure('signer-ambiguous', `${1 + others.length} signers`);
  return parseSignerInfo(first);
}

/** RFC 5652 sections 11.1 and 11.2: these two are always there. */
function readMandatory(attributes: Attributes, contentType: string): Uint8Array {
  const type = attributes.get(ATTRIBUTE.contentType);
  const digest = singleValue(attributes, ATTRIBUTE.messageDigest, TAG.octetString);
  if (!type || !digest) throw new SyntaxError('no content-type or no message-digest');
  const fields = new DerReader(type);
  if (readObjectIdentifier(fields) !== contentType) throw new SyntaxError('two content types');
  fields.expectEnd();
  return digest.rest;
}

/** Section 11.3 */
function readSigningTime(attributes: Attributes): Pick<FoundSigner, 'claimedTime'> {
  const value = attributes.get(ATTRIBUTE.signingTime);
  if (!value) return {};
  const fields = new DerReader(value);
  const claimedTime = readTime(fields);
  fields.expectEnd();
  return { claimedTime };
}

function acceptedAlgorithms(signerInfo: SignerInfo) {
  const digestAlgorithm = acceptedDigest(signerInfo.digestAlgorithm);
  const signature = acceptedSignature(signerInfo.signatureAlgorithm);
  // RFC 5652 section 5.3 does not rule two of them out; no tool writes them.
  if ((signature.digestAlgorithm ?? digestAlgorithm) !== digestAlgorithm)
    throw new SignatureFailure('signature-form-unsupported', 'two digest algorithms');
  return { digestAlgorithm, family: signature.family };
}

interface Signer {
  readonly der: Uint8Array;
  readonly certificate: Certificate;
}

/** Among all that came along: which the signature names outside of what is signed, and within. */
async function findSigner(
  certificates: readonly Uint8Array[],
  { identifier }: SignerInfo,
  attributes: Attributes,
  { sha1CertificateId }: ExpectedSigner,
): Promise<Signer> {
  const candidates = certificates
    .flatMap(parsed)
    .filter(({ certificate }) => isNamed(certificate, identifier));
  if (candidates.length === 0)
    throw new SignatureFailure('signer-certificate-missing', 'no certificate of the signer');
  const isBound = certificateBinding(attributes, sha1CertificateId);
  for (const candidate of candidates)
    if (await isBound(candidate.der, candidate.certificate)) return candidate;
  throw new SignatureFailure('signer-certificate-unbound', 'the signed attributes name another certificate');
}

/** What cannot be read is not the signer's: authorities may have old forms. */
function parsed(der: Uint8Array): readonly Signer[] {
  try {
    return [{ der, certificate: parseCertificate(der) }];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function isNamed(certificate: Certificate, identifier: SignerIdentifier): boolean {
  return identifier.by === 'subject-key-identifier'
    ? subjectKeyIdentifier(certificate) === toHex(identifier.keyIdentifier)
    : equalBytes(certificate.issuer, identifier.issuer) &&
        equalBytes(certificate.serialNumber, identifier.serialNumber);
}
