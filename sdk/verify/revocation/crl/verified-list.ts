/** A revocation list that its issuer has signed and that says everything about the certificates in its scope. */
import { equalBytes } from '../../../../shared/bytes.ts';
import { type Certificate, rsaPublicKey } from '../../certificate/certificate.ts';
import { hasOnlyKnownCritical, namedBits } from '../../der/der-values.ts';
import { readOnly, TAG } from '../../der/der-reader.ts';
import { reading, requireThat, toProblem } from '../revocation-problems.ts';
import { isSignedBy, isSignedStrongly } from '../signed.ts';
import { authorityKeyIdentifier, type CertificateList, CRL_EXTENSION } from './certificate-list.ts';
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
    reading('certificate-unreadable', () => maySignLists(issuer)),
    'crl-issuer-may-not-sign',
  );
  const key = reading('certificate-unreadable', () => rsaPublicKey(issuer));
  requireThat(isSignedStrongly(list, key), 'crl-algorithm');
  requireThat(await isSignedBy(list, key), 'crl-signature-invalid');
  const scope = reading('crl-malformed', () => readScope(list));
  const { thisUpdate, nextUpdate } = list;
  requireThat(nextUpdate !== undefined, 'crl-without-next-update');
  const revoked = await RevokedCertificates.read(list).catch((error: unknown) => {
    throw toProblem(error, 'crl-malformed');
  });
  return { issuer, thisUpdate, nextUpdate, scope, revoked };
}

const SUBJECT_KEY_IDENTIFIER = '2.5.29.14';
const KEY_USAGE = '2.5.29.15';
/** RFC 5280 section 4.2.1.3. */
const CRL_SIGN = 6;

/** All generations of the JPKI's authority share one name, so the key identifier tells their lists apart. */
function isNamedAfter(list: CertificateList, issuer: Certificate): boolean {
  const identifier = authorityKeyIdentifier(list);
  return (
    equalBytes(list.issuer, issuer.subject) &&
    (!identifier || equalBytes(identifier, subjectKeyIdentifier(issuer)))
  );
}

function subjectKeyIdentifier({ extensions }: Certificate): Uint8Array {
  const extension = extensions.get(SUBJECT_KEY_IDENTIFIER);
  return extension ? readOnly(extension.value, TAG.octetString).rest : new Uint8Array();
}

function maySignLists({ extensions }: Certificate): boolean {
  return namedBits(extensions.get(KEY_USAGE))?.includes(CRL_SIGN) ?? true;
}

/** RFC 5280 section 5.2: the kinds of lists whose silence about a certificate says nothing. */
function readScope(list: CertificateList): CrlScope {
  requireThat(!list.extensions.has(CRL_EXTENSION.deltaCrlIndicator), 'crl-delta');
  const scope = readCrlScope(list);
  requireThat(hasOnlyKnownCritical(list.extensions, UNDERSTOOD), 'crl-critical-extension');
  return scope;
}

const UNDERSTOOD = [CRL_EXTENSION.issuingDistributionPoint, CRL_EXTENSION.authorityKeyIdentifier] as const;

/** Whether it is for the certificates of this issuer: of this key, that is, whatever certificates it has. */
export function isOf({ issuer }: VerifiedList, { subject, publicKey }: Certificate): boolean {
  return equalBytes(issuer.subject, subject) && equalBytes(issuer.publicKey.key, publicKey.key);
}
