/**
 * Whether a certificate is a person's user-authentication certificate, issued by a trust anchor and valid now.
 */
import type { KeyObject } from 'node:crypto';
import { JPKI_OID } from '../../../shared/jpki.ts';
import { type AuthFailureCode, Refusal } from '../auth-result.ts';
import { type Certificate, isSignedBy, isStrongKey, parseCertificate, rsaPublicKey } from './certificate.ts';
import {
  authorityKeyIdentifier,
  CLIENT_AUTH,
  EXTENSION_OID,
  extendedKeyUsages,
  isAuthority,
  KEY_USAGE,
  keyUsages,
  policies,
} from './certificate-extensions.ts';
import type { TrustAnchor, TrustAnchors } from './trust-anchors.ts';

export interface LeafCertificate {
  readonly certificate: Certificate;
  readonly publicKey: KeyObject;
  readonly issuer: TrustAnchor;
}

/**
 * The issuer's signature comes before every other rule: until then each octet may be an attacker's, afterwards it is
 * the authority's.
 *
 * @throws Refusal
 */
export function verifyLeafCertificate(der: Uint8Array, anchors: TrustAnchors, now: Date): LeafCertificate {
  try {
    const certificate = parseCertificate(der);
    const issuer = findIssuer(certificate, anchors, now);
    for (const [code, isMet] of RULES) {
      if (!isMet(certificate, now)) throw new Refusal(code);
    }
    return { certificate, publicKey: strongKey(certificate), issuer };
  } catch (error) {
    // Whatever else a library says about a stranger's bytes, they are at fault.
    throw error instanceof Refusal ? error : new Refusal('certificate-malformed', { cause: error });
  }
}

/** All generations of the authority share one name, so the key identifier chooses and the name only has to agree. */
function findIssuer(certificate: Certificate, anchors: TrustAnchors, now: Date): TrustAnchor {
  const issuer = anchors.get(authorityKeyIdentifier(certificate) ?? '');
  if (!issuer || !certificate.issuer.isEqual(issuer.subject)) throw new Refusal('certificate-issuer-unknown');
  if (!isSignedBy(certificate, issuer.publicKey)) throw new Refusal('certificate-signature-invalid');
  if (now < issuer.notBefore || now > issuer.notAfter) throw new Refusal('certificate-issuer-expired');
  return issuer;
}

type Rule = readonly [AuthFailureCode, (certificate: Certificate, now: Date) => boolean];

/** RFC 5280 section 6.1.3 and the JPKI's certificate profile (docs/card.md, "Certificates"), in this order. */
const RULES: readonly Rule[] = [
  ['certificate-not-yet-valid', ({ notBefore }, now) => notBefore <= now],
  ['certificate-expired', ({ notAfter }, now) => now <= notAfter],
  ['certificate-critical-extension', hasNoUnknownCriticalExtension],
  ['certificate-is-ca', (certificate) => !isAuthority(certificate)],
  [
    'certificate-key-usage',
    (certificate) => keyUsages(certificate).join() === `${KEY_USAGE.digitalSignature}`,
  ],
  ['certificate-extended-key-usage', (certificate) => extendedKeyUsages(certificate).includes(CLIENT_AUTH)],
  ['certificate-policy', (certificate) => policies(certificate).includes(JPKI_OID.authPolicy)],
];

/** Exactly those that a rule above looks at. */
const UNDERSTOOD: readonly string[] = [
  EXTENSION_OID.keyUsage,
  EXTENSION_OID.extendedKeyUsage,
  EXTENSION_OID.basicConstraints,
  EXTENSION_OID.certificatePolicies,
];

function hasNoUnknownCriticalExtension({ extensions }: Certificate): boolean {
  return [...extensions].every(([id, { critical }]) => !critical || UNDERSTOOD.includes(id));
}

function strongKey(certificate: Certificate): KeyObject {
  const key = rsaPublicKey(certificate);
  if (!key || !isStrongKey(key)) throw new Refusal('certificate-key-weak');
  return key;
}
