/**
 * Signature certificates judged by Web Crypto, for where there is no Node.js. The rules and their order are those of
 * `kazasu/verify`, which has OpenSSL verify (docs/decisions/0026-what-verification-reports-and-trusts.md).
 */
import { equalBytes } from '../../shared/bytes.ts';
import { integrityOf } from '../signature-failure.ts';
import { verifySignature } from '../verify-signature.ts';
import { isTestAuthority, kindOfAuthority } from './authority-name.ts';
import { type Certificate, parseCertificate } from './certificate.ts';
import {
  authorityKeyIdentifier,
  isAuthority,
  KEY_USAGE,
  keyUsages,
  subjectKeyIdentifier,
} from './certificate-extensions.ts';
import type { CertificateFailureCode } from './certificate-failures.ts';
import { profileFailure } from './certificate-profiles.ts';
import { type Moment, validityFailure } from './certificate-validity.ts';
import { fingerprintOf } from './fingerprint.ts';
import { type Holder, parseHolder } from './holder.ts';
import { RSA_ENCRYPTION, RSA_LEAST_BITS, SHA256_WITH_RSA } from './jpki-algorithms.ts';
import { PRODUCTION_AUTHORITIES } from './production-authorities.ts';
import { rsaModulusBits } from './rsa-modulus.ts';

/** Certificates in DER of whoever may have issued the one in question. */
export interface KnownAuthorities {
  /** From wherever: only those count that are recognised by their fingerprint. */
  readonly authorities: readonly Uint8Array[];
  /** Of simulated cards, for testers. */
  readonly testAuthorities: readonly Uint8Array[];
  /** SHA-256, upper-case hexadecimal; by default the JPKI's own. */
  readonly recognised?: ReadonlySet<string>;
}

/** Look at `ok` first. Nobody is asked whether the certificate is revoked. */
export type CertificateVerdict =
  | {
      readonly ok: true;
      readonly holder: Holder;
      /** Whether the card was a simulated one. */
      readonly simulated: boolean;
      readonly notBefore: Date;
      readonly notAfter: Date;
    }
  | { readonly ok: false; readonly code: CertificateFailureCode };

/** Whether a certificate is a person's, for signatures, issued by a known authority, and valid at this moment. */
export async function judgeCertificate(
  der: Uint8Array,
  known: KnownAuthorities,
  moment: Moment,
): Promise<CertificateVerdict> {
  try {
    const certificate = parseCertificate(der);
    const issuer = await findIssuer(certificate, await readAuthorities(known));
    const code = profileFailure(certificate, 'digitalSignature') ?? keyFailure(certificate);
    if (code) throw new Failure(code);
    const late = validityFailure({ ...certificate, issuer: issuer.certificate }, moment);
    if (late) throw new Failure(late);
    const { notBefore, notAfter } = certificate;
    return { ok: true, holder: readHolder(certificate), simulated: issuer.isTest, notBefore, notAfter };
  } catch (error) {
    if (error instanceof Failure) return { ok: false, code: error.code };
    // Whatever else is thrown about a stranger's octets, they are at fault.
    return { ok: false, code: 'certificate-malformed' };
  }
}

class Failure extends Error {
  readonly code: CertificateFailureCode;

  constructor(code: CertificateFailureCode) {
    super(code);
    this.code = code;
  }
}

interface Issuer {
  readonly certificate: Certificate;
  readonly isTest: boolean;
}

async function readAuthorities({
  authorities,
  testAuthorities,
  recognised = PRODUCTION_AUTHORITIES,
}: KnownAuthorities): Promise<readonly Issuer[]> {
  const fingerprints = await Promise.all(authorities.map(fingerprintOf));
  const production = authorities.filter((_der, index) => recognised.has(fingerprints[index] ?? ''));
  return [
    ...production.flatMap(readAuthority).filter(({ isTest }) => !isTest),
    ...testAuthorities.flatMap(readAuthority).filter(({ isTest }) => isTest),
  ];
}

/** None, when it is no authority for signature certificates. */
function readAuthority(der: Uint8Array): readonly Issuer[] {
  try {
    const certificate = parseCertificate(der);
    const isIssuer =
      kindOfAuthority(certificate.subject) === 'digitalSignature' &&
      isAuthority(certificate) &&
      keyUsages(certificate).includes(KEY_USAGE.keyCertSign);
    return isIssuer ? [{ certificate, isTest: isTestAuthority(certificate.subject) }] : [];
  } catch {
    return [];
  }
}

/** All generations of the authority share one name, so the key identifier chooses and the name only has to agree. */
async function findIssuer(certificate: Certificate, authorities: readonly Issuer[]): Promise<Issuer> {
  const wanted = authorityKeyIdentifier(certificate);
  const issuer = authorities.find(
    (authority) => wanted !== undefined && subjectKeyIdentifier(authority.certificate) === wanted,
  );
  if (!issuer || !equalBytes(certificate.issuer, issuer.certificate.subject))
    throw new Failure('certificate-issuer-unknown');
  if (!(await isSignedBy(certificate, issuer.certificate)))
    throw new Failure('certificate-signature-invalid');
  return issuer;
}

async function isSignedBy(certificate: Certificate, issuer: Certificate): Promise<boolean> {
  const { signatureAlgorithm, signature, toBeSigned } = certificate;
  if (!equalBytes(signatureAlgorithm, SHA256_WITH_RSA)) return false;
  const { ok } = await integrityOf(() =>
    verifySignature({
      certificate: issuer,
      family: 'RSASSA-PKCS1-v1_5',
      digestAlgorithm: 'SHA-256',
      signature,
      signedBytes: new Uint8Array(toBeSigned),
    }),
  );
  return ok;
}

function keyFailure({ publicKey }: Certificate): CertificateFailureCode | undefined {
  const isStrong =
    equalBytes(publicKey.algorithm, RSA_ENCRYPTION) && rsaModulusBits(publicKey.key) >= RSA_LEAST_BITS;
  return isStrong ? undefined : 'certificate-key-weak';
}

function readHolder(certificate: Certificate): Holder {
  try {
    return parseHolder(certificate);
  } catch {
    throw new Failure('certificate-holder-malformed');
  }
}
