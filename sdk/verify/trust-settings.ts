import type { CertificateKind } from '../../signatures/x509/certificate-kind.ts';
import type { Moment } from '../../signatures/x509/certificate-validity.ts';
import type { CertificateSource } from './certificate/certificate-source.ts';
import {
  type PinnedTrustAnchor,
  readTestTrustAnchors,
  readTrustAnchors,
  type TrustAnchors,
} from './certificate/trust-anchors.ts';
import type { RevocationPolicy } from './revocation/check-revocation.ts';
import type { RevocationChecker, RevocationStatus } from './revocation/revocation-checker.ts';
import { readList, requireSetting } from './settings.ts';

/** By whom certificates have to be issued, when, and who is asked whether they are revoked. */
export interface TrustSettings {
  /**
   * Certificates of the JPKI's authorities, in PEM or DER, one for each generation in use. Those that this version
   * knows are recognised by fingerprint; any other has to be pinned by the fingerprint that the service has checked.
   * The authorities for user authentication and for digital signature may stand side by side: each is trusted for
   * certificates of its own kind and no other, by its name.
   */
  readonly trustAnchors?: readonly (CertificateSource | PinnedTrustAnchor)[];
  /** Authorities of simulated cards. Leave it out in production: without it no simulated card passes. */
  readonly testTrustAnchors?: readonly CertificateSource[];
  /**
   * How far this server's clock may be from the authority's: by so much a certificate is taken for valid before its
   * first second and after its last. By default 0, at most 3600.
   */
  readonly validitySkewSeconds?: number;
  /** Who says whether a certificate is revoked. By default nobody, and results say `not-checked`. */
  readonly revocation?: RevocationChecker;
  /**
   * Which results about revocation let a certificate pass, beside `checked`. By default `['not-checked']`: without a
   * checker every one passes, and with one none that it could not check.
   */
  readonly acceptRevocation?: readonly Exclude<RevocationStatus, 'checked'>[];
  /** How long the checker may take. By default 10, at most 3600. */
  readonly revocationTimeLimitSeconds?: number;
  /** The clock; by default the system's. */
  readonly now?: () => Date;
}

/** The settings, checked and ready for use with certificates of one kind. */
export interface Trust {
  readonly trustAnchors: TrustAnchors;
  readonly testTrustAnchors: TrustAnchors;
  readonly revocation: RevocationPolicy;
  readonly moment: () => Moment;
}

/** @throws TypeError */
export function readTrustSettings(settings: TrustSettings, kind: CertificateKind): Trust {
  const { validitySkewSeconds = 0, now = () => new Date() } = settings;
  const trustAnchors = readTrustAnchors(readList(settings.trustAnchors ?? [], 'trustAnchors'), kind);
  const testTrustAnchors = readTestTrustAnchors(
    readList(settings.testTrustAnchors ?? [], 'testTrustAnchors'),
    kind,
  );
  requireSetting(
    trustAnchors.size + testTrustAnchors.size > 0,
    `at least one trust anchor is needed, for ${PURPOSE[kind]} (each kind of certificate has an authority of its own)`,
  );
  requireSetting(
    validitySkewSeconds >= 0 && validitySkewSeconds <= 3600,
    'validitySkewSeconds must be from 0 to 3600',
  );
  requireSetting(typeof now === 'function', 'now must be a function');
  const skewMs = validitySkewSeconds * 1000;
  const revocation = readRevocationPolicy(settings);
  return { trustAnchors, testTrustAnchors, revocation, moment: () => ({ now: now(), skewMs }) };
}

const PURPOSE = {
  userAuthentication: 'user authentication',
  digitalSignature: 'digital signature',
} as const satisfies Record<CertificateKind, string>;

function readRevocationPolicy(settings: TrustSettings): RevocationPolicy {
  const { revocation, revocationTimeLimitSeconds = 10 } = settings;
  const accept = readList<RevocationStatus>(settings.acceptRevocation ?? ['not-checked'], 'acceptRevocation');
  requireSetting(
    revocation === undefined || typeof revocation.check === 'function',
    'revocation must be a checker',
  );
  requireSetting(
    accept.every((status) => ACCEPTABLE.has(status)),
    "acceptRevocation holds 'not-checked', 'unavailable', or both",
  );
  requireSetting(
    revocationTimeLimitSeconds > 0 && revocationTimeLimitSeconds <= 3600,
    'revocationTimeLimitSeconds must be positive, up to 3600',
  );
  return { checker: revocation, accept, timeLimitMs: revocationTimeLimitSeconds * 1000 };
}

const ACCEPTABLE: ReadonlySet<string> = new Set(['not-checked', 'unavailable']);
