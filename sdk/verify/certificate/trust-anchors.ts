/**
 * Which authorities a service trusts. Production and test anchors never share a map, so that a simulated card cannot
 * pass for a real one, nor the other way round; nor do the authorities for the two kinds of certificate.
 */
import { createHash, type KeyObject } from 'node:crypto';
import { TEST_ISSUER_ORGANISATION } from '../../../shared/jpki.ts';
import { requireSetting } from '../settings.ts';
import { isTestAuthority, kindOfAuthority } from '../../../signatures/x509/authority-name.ts';
import { parseCertificate } from '../../../signatures/x509/certificate.ts';
import { isStrongKey, rsaPublicKey } from './certificate-key.ts';
import { type CertificateSource, readCertificates } from './certificate-source.ts';
import { fingerprintOf } from './fingerprint.ts';
import {
  isAuthority,
  KEY_USAGE,
  keyUsages,
  subjectKeyIdentifier,
} from '../../../signatures/x509/certificate-extensions.ts';
import type { CertificateKind } from '../../../signatures/x509/certificate-kind.ts';
import { PRODUCTION_AUTHORITIES } from '../../../signatures/x509/production-authorities.ts';

/** An authority that this version does not know by fingerprint, whose certificate the service has checked itself. */
export interface PinnedTrustAnchor {
  readonly certificate: CertificateSource;
  /** Of the certificate in DER: 64 hexadecimal digits, with or without colons. */
  readonly sha256: string;
}

export interface TrustAnchor {
  readonly kind: CertificateKind;
  /** Of simulated cards. */
  readonly isTest: boolean;
  /** DER */
  readonly der: Uint8Array;
  /** SHA-256 of the certificate in DER: 64 upper-case hexadecimal digits. */
  readonly fingerprint: string;
  /** DER of the Name. */
  readonly subject: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: KeyObject;
  /** SHA-256 of the key, which unlike the name tells the generations of an authority apart. */
  readonly publicKeyHash: Uint8Array;
}

/** By subject key identifier, in hexadecimal. */
export type TrustAnchors = ReadonlyMap<string, TrustAnchor>;

/**
 * Authorities of real cards: known to this version by fingerprint, or pinned by the service.
 * @returns those for certificates of this kind
 * @throws TypeError
 */
export function readTrustAnchors(
  sources: readonly (CertificateSource | PinnedTrustAnchor)[],
  kind: CertificateKind,
): TrustAnchors {
  const authorities = sources.flatMap((source) => {
    const pinned = isPinned(source) ? normaliseFingerprint(source.sha256) : undefined;
    const found = readAuthorities(isPinned(source) ? source.certificate : source);
    for (const authority of found) checkProduction(authority, pinned);
    return found;
  });
  return collect(authorities, kind);
}

/**
 * Authorities of simulated cards.
 * @returns those for certificates of this kind
 * @throws TypeError
 */
export function readTestTrustAnchors(
  sources: readonly CertificateSource[],
  kind: CertificateKind,
): TrustAnchors {
  const authorities = sources.flatMap(readAuthorities);
  for (const { isTest } of authorities) {
    requireSetting(isTest, `a test trust anchor has O=${TEST_ISSUER_ORGANISATION} in its name`);
  }
  return collect(authorities, kind);
}

interface Authority extends TrustAnchor {
  readonly keyIdentifier: string;
}

function isPinned(source: CertificateSource | PinnedTrustAnchor): source is PinnedTrustAnchor {
  return typeof source !== 'string' && !(source instanceof Uint8Array);
}

function normaliseFingerprint(sha256: string): string {
  const fingerprint = sha256.replaceAll(':', '').toUpperCase();
  requireSetting(/^[0-9A-F]{64}$/u.test(fingerprint), 'sha256 must be 64 hexadecimal digits');
  return fingerprint;
}

function readAuthorities(source: CertificateSource): Authority[] {
  return readCertificates(source, 'a trust anchor', readAuthority);
}

function readAuthority(der: Uint8Array): Authority {
  const certificate = parseCertificate(der);
  const { subject, notBefore, notAfter } = certificate;
  const keyIdentifier = subjectKeyIdentifier(certificate);
  const publicKey = rsaPublicKey(certificate);
  // The name is as good as the fingerprint by which the certificate is recognised.
  const kind = kindOfAuthority(subject);
  requireSetting(
    isAuthority(certificate) && keyUsages(certificate).includes(KEY_USAGE.keyCertSign),
    'a trust anchor must be the certificate of an authority',
  );
  requireSetting(keyIdentifier !== undefined, 'a trust anchor needs a subject key identifier');
  requireSetting(isStrongKey(publicKey), 'a trust anchor needs RSA of 2048 bits or more');
  requireSetting(kind !== undefined, 'a trust anchor’s name says for which kind of certificate it is');
  return {
    kind,
    der,
    fingerprint: fingerprintOf(der),
    // Apart from `der`, which each checker of revocation gets to see.
    subject: new Uint8Array(subject),
    notBefore,
    notAfter,
    publicKey,
    publicKeyHash: createHash('sha256').update(certificate.publicKey.key).digest(),
    keyIdentifier,
    isTest: isTestAuthority(subject),
  };
}

/** By fingerprint, because anybody can make a certificate with the authority's name. */
function checkProduction({ isTest, fingerprint }: Authority, pinned: string | undefined): void {
  requireSetting(!isTest, 'the authority of a simulated card belongs into testTrustAnchors');
  requireSetting(
    pinned === undefined ? PRODUCTION_AUTHORITIES.has(fingerprint) : pinned === fingerprint,
    `no authority that this version knows: its SHA-256 is ${fingerprint}. ` +
      'Compare that with what J-LIS publishes, then pass { certificate, sha256 }',
  );
}

function collect(authorities: readonly Authority[], kind: CertificateKind): TrustAnchors {
  const anchors = new Map(authorities.map((authority) => [authority.keyIdentifier, authority]));
  requireSetting(
    anchors.size === authorities.length,
    'two trust anchors have the same subject key identifier',
  );
  return new Map([...anchors].filter(([, anchor]) => anchor.kind === kind));
}
