/** Who has signed a response: the issuer itself, or whom the issuer has certified for it (RFC 6960 section 4.2.2.2). */
import { createHash } from 'node:crypto';
import { equalBytes } from '../../../../shared/bytes.ts';
import { type Certificate, parseCertificate } from '../../../../signatures/x509/certificate.ts';
import { rsaPublicKey } from '../../certificate/certificate-key.ts';
import {
  allowsKeyUsage,
  EXTENSION_OID,
  extendedKeyUsages,
  KEY_PURPOSE,
  KEY_USAGE,
} from '../../../../signatures/x509/certificate-extensions.ts';
import { hasOnlyKnownCritical } from '../../../../signatures/der/der-values.ts';
import { reading, requireThat } from '../revocation-problems.ts';
import { verifySigned, isSignedStrongly } from '../signed.ts';
import type { OcspResponse, ResponderId } from './ocsp-response.ts';

/** @throws RevocationProblem unless somebody has signed the response who may */
export async function verifySigner(response: OcspResponse, issuer: Certificate, now: Date): Promise<void> {
  const signer = await findSigner(response, issuer, now);
  const key = reading('ocsp-malformed', () => rsaPublicKey(signer));
  requireThat(isSignedStrongly(response, key), 'ocsp-algorithm');
  requireThat(await verifySigned(response, key), 'ocsp-signature-invalid');
}

async function findSigner(
  { responder, certificates }: OcspResponse,
  issuer: Certificate,
  now: Date,
): Promise<Certificate> {
  if (isNamed(issuer, responder)) return issuer;
  const enclosed = reading('ocsp-malformed', () => certificates.map(parseCertificate));
  const delegate = enclosed.find((certificate) => isNamed(certificate, responder));
  requireThat(delegate !== undefined, 'ocsp-responder-unknown');
  await requireDelegation(delegate, issuer, now);
  return delegate;
}

function isNamed({ subject, publicKey }: Certificate, responder: ResponderId): boolean {
  if (responder.by === 'name') return equalBytes(subject, responder.name);
  return equalBytes(createHash('sha1').update(publicKey.key).digest(), responder.keyHash);
}

/** RFC 6960 section 4.2.2.2.1. */
const OCSP_NO_CHECK = '1.3.6.1.5.5.7.48.1.5';

/**
 * Whether the responder's certificate was revoked is not looked up, which the issuer has to say (section 4.2.2.2.1).
 */
async function requireDelegation(delegate: Certificate, issuer: Certificate, now: Date): Promise<void> {
  const key = reading('certificate-unreadable', () => rsaPublicKey(issuer));
  const isIssued =
    equalBytes(delegate.issuer, issuer.subject) &&
    isSignedStrongly(delegate, key) &&
    (await verifySigned(delegate, key));
  requireThat(
    isIssued && reading('ocsp-malformed', () => isForOcsp(delegate)),
    'ocsp-responder-not-delegated',
  );
  requireThat(delegate.notBefore <= now && now <= delegate.notAfter, 'ocsp-responder-expired');
  requireThat(delegate.extensions.has(OCSP_NO_CHECK), 'ocsp-responder-revocable');
}

/** "Any purpose" is not enough: the right to answer is given by name. */
function isForOcsp(delegate: Certificate): boolean {
  return (
    hasOnlyKnownCritical(delegate.extensions, UNDERSTOOD) &&
    allowsKeyUsage(delegate, KEY_USAGE.digitalSignature) &&
    extendedKeyUsages(delegate).includes(KEY_PURPOSE.OCSPSigning)
  );
}

const { keyUsage, basicConstraints, certificatePolicies, extendedKeyUsage } = EXTENSION_OID;
const UNDERSTOOD = [
  keyUsage,
  basicConstraints,
  certificatePolicies,
  extendedKeyUsage,
  OCSP_NO_CHECK,
] as const;
