/** Who a signer is, as a person's own computer can tell: it has no trust anchors but the fingerprints that are built in. */
import { isTestAuthority } from '../../signatures/x509/authority-name.ts';
import { type Certificate, parseCertificate } from '../../signatures/x509/certificate.ts';
import type { CertificateFailureCode } from '../../signatures/x509/certificate-failures.ts';
import { profileFailure } from '../../signatures/x509/certificate-profiles.ts';
import { isValidAt } from '../../signatures/x509/certificate-validity.ts';
import { fingerprintOf } from '../../signatures/x509/fingerprint.ts';
import { type Holder, parseHolder } from '../../signatures/x509/holder.ts';
import { judgeCertificate } from '../../signatures/x509/judge-certificate.ts';

/** Who has issued a signer's certificate. */
export type Issuer =
  /** The JPKI, by the fingerprint of its certificate. */
  | 'production'
  /** Of simulated cards, or so it says: it proves nothing. */
  | 'test'
  /** An authority of the JPKI's name, whose certificate the person has chosen. */
  | 'given'
  /** Nobody whose certificate is here: anybody could have made the signer's. */
  | 'unknown';

export type JudgedSigner =
  | {
      readonly ok: true;
      readonly issuer: Issuer;
      /** As the certificate says. */
      readonly holder: Holder;
      readonly notBefore: Date;
      readonly notAfter: Date;
      readonly isValidNow: boolean;
    }
  /** It is no signature certificate of a My Number Card. */
  | { readonly ok: false; readonly code: CertificateFailureCode };

export interface Certificates {
  /** That came with the signature, DER. */
  readonly embedded: readonly Uint8Array[];
  /** That the person has chosen, DER. */
  readonly given: readonly Uint8Array[];
}

/** @param der the signer's certificate */
export async function judgeSigner(
  der: Uint8Array,
  certificates: Certificates,
  now: Date,
): Promise<JudgedSigner> {
  const read = readSigner(der);
  if (!read) return { ok: false, code: 'certificate-malformed' };
  const { certificate, holder, isTest, profile } = read;
  const issuer = await findIssuer(der, certificate, certificates);
  if (typeof issuer !== 'string') return { ok: false, code: issuer.code };
  if (profile) return { ok: false, code: profile };
  if (!holder) return { ok: false, code: 'certificate-holder-malformed' };
  const { notBefore, notAfter } = certificate;
  const isValidNow = isValidAt(certificate, { now, skewMs: 0 });
  return { ok: true, issuer: isTest ? 'test' : issuer, holder, notBefore, notAfter, isValidNow };
}

interface Signer {
  readonly certificate: Certificate;
  readonly holder: Holder | undefined;
  readonly isTest: boolean;
  readonly profile: CertificateFailureCode | undefined;
}

function readSigner(der: Uint8Array): Signer | undefined {
  return readOrNothing(() => {
    const certificate = parseCertificate(der);
    return {
      certificate,
      holder: readOrNothing(() => parseHolder(certificate)),
      isTest: isTestAuthority(certificate.issuer),
      profile: profileFailure(certificate, 'digitalSignature'),
    };
  });
}

/** What is known by its fingerprint first, then what the person vouches for. */
async function findIssuer(
  der: Uint8Array,
  { notBefore }: Certificate,
  { embedded, given }: Certificates,
): Promise<Issuer | { readonly code: CertificateFailureCode }> {
  const all = [...embedded, ...given];
  const known = { authorities: all, testAuthorities: all };
  // Whether it has been valid at all; whether it is now, is a question of its own.
  const moment = { now: notBefore, skewMs: 0 };
  const verdict = await judgeCertificate(der, known, moment);
  if (verdict.ok) return verdict.simulated ? 'test' : 'production';
  if (verdict.code !== 'certificate-issuer-unknown') return { code: verdict.code };
  const recognised = new Set(await Promise.all(given.map(fingerprintOf)));
  const byPerson = await judgeCertificate(der, { ...known, recognised }, moment);
  if (byPerson.ok) return 'given';
  return byPerson.code === 'certificate-issuer-unknown' ? 'unknown' : { code: byPerson.code };
}

/** A stranger's bytes are read as far as they can be. Other errors are bugs, and pass. */
function readOrNothing<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
