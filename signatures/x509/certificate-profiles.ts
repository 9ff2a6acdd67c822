/**
 * What certificates of each kind say about themselves: RFC 5280 section 6.1.3 and the JPKI's certificate profile
 * (docs/card.md, "Certificates"), one row for each rule, in the order of the checks.
 */
import { JPKI_OID } from '../../shared/jpki.ts';
import { hasOnlyKnownCritical } from '../der/der-values.ts';
import type { Certificate } from './certificate.ts';
import type { CertificateFailureCode } from './certificate-failures.ts';
import {
  EXTENSION_OID,
  extendedKeyUsages,
  isAuthority,
  KEY_PURPOSE,
  KEY_USAGE,
  keyUsages,
  policies,
} from './certificate-extensions.ts';
import type { CertificateKind } from './certificate-kind.ts';

type CertificateRule = readonly [CertificateFailureCode, isMet: (certificate: Certificate) => boolean];

const { keyUsage, extendedKeyUsage, basicConstraints, certificatePolicies, subjectAltName } = EXTENSION_OID;
const { digitalSignature, nonRepudiation } = KEY_USAGE;

const CERTIFICATE_PROFILES: Readonly<Record<CertificateKind, readonly CertificateRule[]>> = {
  userAuthentication: [
    ['certificate-critical-extension', knowsCritical(keyUsage, extendedKeyUsage)],
    ['certificate-is-ca', isPerson],
    ['certificate-key-usage', isKeyFor(digitalSignature)],
    ['certificate-policy', hasPolicy(JPKI_OID.authPolicy)],
    ['certificate-extended-key-usage', isForClients],
  ],
  digitalSignature: [
    ['certificate-critical-extension', knowsCritical(keyUsage, subjectAltName)],
    ['certificate-is-ca', isPerson],
    ['certificate-key-usage', isKeyFor(digitalSignature, nonRepudiation)],
    ['certificate-policy', hasPolicy(JPKI_OID.signPolicy)],
  ],
};

/**
 * The first rule for certificates of this kind that this one does not meet; undefined when it meets them all.
 * @throws SyntaxError when an extension is malformed
 */
export function profileFailure(
  certificate: Certificate,
  kind: CertificateKind,
): CertificateFailureCode | undefined {
  return CERTIFICATE_PROFILES[kind].find(([, isMet]) => !isMet(certificate))?.[0];
}

/** Exactly those that a row looks at, and for signature certificates the holder's names, which `readHolder` does. */
function knowsCritical(...identifiers: readonly string[]) {
  const known = [basicConstraints, certificatePolicies, ...identifiers];
  return ({ extensions }: Certificate): boolean => hasOnlyKnownCritical(extensions, known);
}

function isPerson(certificate: Certificate): boolean {
  return !isAuthority(certificate);
}

/** For these usages and no other. */
function isKeyFor(...usages: readonly number[]) {
  return (certificate: Certificate): boolean => keyUsages(certificate).join() === usages.join();
}

function isForClients(certificate: Certificate): boolean {
  return extendedKeyUsages(certificate).includes(KEY_PURPOSE.clientAuth);
}

function hasPolicy(policy: string) {
  return (certificate: Certificate): boolean => policies(certificate).includes(policy);
}
