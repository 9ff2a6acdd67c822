/** A revocation list that its issuer has signed and that says everything about the certificates in its scope. */
import { equalBytes } from '../../../../shared/bytes.ts';
import type { Certificate } from '../../../../signatures/x509/certificate.ts';
import { rsaPublicKey } from '../../certificate/certificate-key.ts';
import {
  allowsKeyUsage,
  authorityKeyIdentifier,
  EXTENSION_OID,
  KEY_USAGE,
  subjectKeyIdentifier,
} from '../../../../signatures/x509/certificate-extensions.ts';
import { hasOnlyKnownCritical } from '../../../../signatures/der/der-values.ts';
import { reading, requireThat, toProblem } from '../revocation-problems.ts';
import { verifySigned, isSignedStrongly } from '../signed.ts';
import { type CertificateList, CRL_EXTENSION } from './certificate-list.ts';
import { type CrlScope, readCrlScope } from './crl-scope.ts';
import { RevokedCertificates } from './revoked-certificates.ts';

export interface VerifiedList {
  readonly issuer: Certificate;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly scope: CrlScope;
  readonly revoked: RevokedCertificates;
}

/**
 * The issuer's signature comes before every rule about contents: until then each octet may be an attacker's.
 *
 * @throws RevocationProblem
 */
export async function verifyList(list: CertificateList, issuer: Certificate): Promise<VerifiedList> {
  requireThat(
    reading('crl-malformed', () => isNamedAfter(list, issuer)),
    'crl-of-other-issuer',
  );
  requireThat(
    reading('certificate-unreadable', () => allowsKeyUsage(issuer, KEY_USAGE.cRLSign)),
    'crl-issuer-may-not-sign',
  );
  const key = reading('certificate-unreadable', () => rsaPublicKey(issuer));
  requireThat(isSignedStrongly(list, key), 'crl-algorithm');
  requireThat(await verifySigned(list, key), 'crl-signature-invalid');
  const scope = reading('crl-malformed', () => readScope(list));
  const { thisUpdate, nextUpdate } = list;
  requireThat(nextUpdate !== undefined, 'crl-without-next-update');
  const revoked = await RevokedCertificates.read(list).catch((error: unknown) => {
    throw toProblem(error, 'crl-malformed');
  });
  return { issuer, thisUpdate, nextUpdate, scope, revoked };
}

/** All generations of the JPKI's authority share one name, so the key identifier, if there is one, tells their lists apart. */
function isNamedAfter(list: CertificateList, issuer: Certificate): boolean {
  const identifier = authorityKeyIdentifier(list) ?? subjectKeyIdentifier(issuer);
  return equalBytes(list.issuer, issuer.subject) && identifier === subjectKeyIdentifier(issuer);
}

/** RFC 5280 section 5.2: the kinds of lists whose silence about a certificate says nothing. */
function readScope(list: CertificateList): CrlScope {
  requireThat(!list.extensions.has(CRL_EXTENSION.deltaCrlIndicator), 'crl-delta');
  const scope = readCrlScope(list);
  requireThat(hasOnlyKnownCritical(list.extensions, UNDERSTOOD), 'crl-critical-extension');
  return scope;
}

const UNDERSTOOD = [CRL_EXTENSION.issuingDistributionPoint, EXTENSION_OID.authorityKeyIdentifier] as const;

/** Whether it is for the certificates of this issuer: of this key, that is, whatever certificates it has. */
export function isOf({ issuer }: VerifiedList, { subject, publicKey }: Certificate): boolean {
  return equalBytes(issuer.subject, subject) && equalBytes(issuer.publicKey.key, publicKey.key);
}
