/** The one signer of a CMS, judged: whoever it is, this is what they signed. */
import { equalBytes, toHex } from '../../shared/bytes.ts';
import type { DigestAlgorithm } from '../../shared/jpki.ts';
import { TAG } from '../der/der-reader.ts';
import { readObjectIdentifier, readTime } from '../der/der-values.ts';
import { DerReader } from '../der/der-reader.ts';
import { acceptedDigest, acceptedSignature, type SignatureAlgorithm } from '../signature-algorithm.ts';
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
  { contentType, certificates, signerInfos }: SignedData,
  expected: ExpectedSigner,
  found: FoundSigner,
): Promise<Certificate> {
  const [first, ...others] = signerInfos;
  if (!first || others.length > 0)
    throw new SignatureFailure('signer-ambiguous', `${signerInfos.length} signers`);
  const signerInfo = parseSignerInfo(first);
  found.signerInfo = signerInfo;
  const { signedAttributes } = signerInfo;
  if (!signedAttributes) throw new SignatureFailure('signature-form-unsupported', 'no signed attributes');
  const { attributes } = signedAttributes;
  const messageDigest = readMandatory(attributes, contentType);
  Object.assign(found, readSigningTime(attributes));
  if (contentType !== expected.contentType)
    throw new SignatureFailure('signature-form-unsupported', `content of type ${contentType}`);

  const digestAlgorithm = acceptedDigest(signerInfo.digestAlgorithm);
  const { family } = agreed(acceptedSignature(signerInfo.signatureAlgorithm), digestAlgorithm);
  found.digestAlgorithm = digestAlgorithm;
  const signer = await findSigner(certificates, signerInfo, attributes, expected);
  found.certificate = signer.der;

  const contentDigest = await expected.contentDigest(digestAlgorithm);
  if (contentDigest && !equalBytes(contentDigest, messageDigest))
    throw new SignatureFailure('digest-mismatch', 'the digest of the content is another');
  const { signature } = signerInfo;
  const { certificate } = signer;
  await verifySignature({
    certificate,
    family,
    digestAlgorithm,
    signature,
    signedBytes: signedAttributes.der,
  });
  return certificate;
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

function agreed(signature: SignatureAlgorithm, digestAlgorithm: DigestAlgorithm): SignatureAlgorithm {
  if ((signature.digestAlgorithm ?? digestAlgorithm) !== digestAlgorithm)
    throw new SignatureFailure('signature-form-unsupported', 'two digest algorithms');
  return signature;
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
