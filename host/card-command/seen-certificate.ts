import type { CertificateKind } from '../../shared/jpki.ts';
import type { CardCertificate } from '../card/certificate.ts';
import type { CertificateDetails } from './certificate-details.ts';

/** One place for a certificate on the card, and what is to be seen of it. */
export type CertificateEntry =
  | { readonly which: CertificateKind; readonly state: 'readable'; readonly certificate: CardCertificate }
  | { readonly which: CertificateKind; readonly state: 'protected' | 'missing' };

/** A certificate's place with what the certificate says. */
export type SeenCertificate =
  | (Extract<CertificateEntry, { state: 'readable' }> & { readonly details: CertificateDetails })
  | (Exclude<CertificateEntry, { state: 'readable' }> & { readonly details: undefined });

/** Whether it is an authority's, of which nothing is personal. */
export function isAuthority({ which }: CertificateEntry): boolean {
  return which === 'userAuthenticationCa' || which === 'digitalSignatureCa';
}

/**
 * The generation of the authority that a certificate is of or from, by the year in which it began (docs/card.md,
 * "Certificates"): all generations have one name. A holder's certificate is joined to its authority's on the same
 * card by the key identifier, and not at all when the card has another one.
 */
export function generationOf(entry: SeenCertificate, all: readonly SeenCertificate[]): number | undefined {
  if (entry.state !== 'readable' || entry.details.organisation !== PRODUCTION_ORGANISATION) return undefined;
  const keyIdentifier = isAuthority(entry)
    ? entry.details.subjectKeyIdentifier
    : entry.details.authorityKeyIdentifier;
  const authority = all.find(
    (other) =>
      isAuthority(other) &&
      keyIdentifier !== undefined &&
      other.details?.subjectKeyIdentifier === keyIdentifier,
  );
  if (authority?.state !== 'readable') return undefined;
  return GENERATION_OF_YEAR.get(authority.certificate.notBefore.getUTCFullYear());
}

const PRODUCTION_ORGANISATION = 'JPKI';

const GENERATION_OF_YEAR: ReadonlyMap<number, number> = new Map([
  [2015, 1],
  [2019, 2],
  [2023, 3],
]);
