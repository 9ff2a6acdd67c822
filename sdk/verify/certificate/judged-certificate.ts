import type { KeyObject } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import { type Certificate, parseCertificate } from '../../../signatures/x509/certificate.ts';
import { isSignedBy, isStrongKey, rsaPublicKey } from './certificate-key.ts';
import { authorityKeyIdentifier } from '../../../signatures/x509/certificate-extensions.ts';
import type { CertificateKind } from '../../../signatures/x509/certificate-kind.ts';
import { profileFailure } from '../../../signatures/x509/certificate-profiles.ts';
import type { TrustAnchor, TrustAnchors } from './trust-anchors.ts';

/** A certificate about which everything is right that time does not change. */
export interface JudgedCertificate {
  readonly issuer: TrustAnchor;
  /** Contents of the INTEGER. */
  readonly serialNumber: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: KeyObject;
}

/**
 * Whether a certificate is a person's, of this kind, and issued by a trust anchor. Not whether it is valid now.
 *
 * The issuer's signature comes before every other rule: until then each octet may be an attacker's, afterwards it is
 * the authority's.
 *
 * @throws Refusal
 */
export function judgeCertificate(
  certificate: Certificate,
  anchors: TrustAnchors,
  kind: CertificateKind,
): JudgedCertificate {
  return readingCertificate(() => {
    const issuer = findIssuer(certificate, anchors);
    const code = profileFailure(certificate, kind);
    if (code) throw new Refusal(code);
    const { serialNumber, notBefore, notAfter } = certificate;
    // A copy, because what is remembered should not keep the whole certificate in memory.
    return {
      issuer,
      serialNumber: Uint8Array.from(serialNumber),
      notBefore,
      notAfter,
      publicKey: strongKey(certificate),
    };
  });
}

/** @throws Refusal */
export function readCertificate(der: Uint8Array): Certificate {
  return readingCertificate(() => parseCertificate(der));
}

/** Whatever is thrown about a stranger's bytes, they are at fault. */
function readingCertificate<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('certificate-malformed', { cause: error });
  }
}

/** All generations of the authority share one name, so the key identifier chooses and the name only has to agree. */
function findIssuer(certificate: Certificate, anchors: TrustAnchors): TrustAnchor {
  const issuer = anchors.get(authorityKeyIdentifier(certificate) ?? '');
  if (!issuer) throw new Refusal('certificate-issuer-unknown');
  if (Buffer.compare(certificate.issuer, issuer.subject) !== 0)
    throw new Refusal('certificate-issuer-unknown');
  if (!isSignedBy(certificate, issuer.publicKey)) throw new Refusal('certificate-signature-invalid');
  return issuer;
}

function strongKey(certificate: Certificate): KeyObject {
  const key = rsaPublicKey(certificate);
  if (!isStrongKey(key)) throw new Refusal('certificate-key-weak');
  return key;
}
