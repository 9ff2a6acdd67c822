/** Of which certificates a revocation list speaks, and whether this is one of them. */
import { equalBytes } from '../../../../shared/bytes.ts';
import type { Certificate } from '../../../../signatures/x509/certificate.ts';
import {
  type DerReader,
  explicitTag,
  implicitTag,
  readOnly,
  TAG,
} from '../../../../signatures/der/der-reader.ts';
import { requireThat } from '../revocation-problems.ts';
import { type CertificateList, CRL_EXTENSION } from './certificate-list.ts';

/** Names of the list's distribution point, each a GeneralName in DER; undefined when it is for all certificates. */
export type CrlScope = readonly Uint8Array[] | undefined;

/** Tags in IssuingDistributionPoint, RFC 5280 section 5.2.5. */
const IDP = {
  distributionPoint: explicitTag(0),
  onlyContainsUserCerts: implicitTag(1),
  onlyContainsCaCerts: implicitTag(2),
  onlySomeReasons: implicitTag(3),
  indirectCrl: implicitTag(4),
  onlyContainsAttributeCerts: implicitTag(5),
} as const;

/**
 * @throws RevocationProblem for a list of whose silence nothing follows
 * @throws SyntaxError
 */
export function readCrlScope({ extensions }: Pick<CertificateList, 'extensions'>): CrlScope {
  const extension = extensions.get(CRL_EXTENSION.issuingDistributionPoint);
  if (!extension) return undefined;
  const fields = readOnly(extension.value, TAG.sequence);
  const point = fields.readOptional(IDP.distributionPoint);
  fields.readOptional(IDP.onlyContainsUserCerts); // which are what is asked about
  requireThat(!isTrue(fields.readOptional(IDP.onlyContainsCaCerts)), 'crl-partial');
  requireThat(!fields.readOptional(IDP.onlySomeReasons), 'crl-partial');
  requireThat(!isTrue(fields.readOptional(IDP.indirectCrl)), 'crl-indirect');
  requireThat(!isTrue(fields.readOptional(IDP.onlyContainsAttributeCerts)), 'crl-partial');
  fields.expectEnd();
  return point && fullNames(point);
}

function isTrue(boolean: DerReader | undefined): boolean {
  return boolean !== undefined && boolean.rest[0] !== 0;
}

/** Section 5.2.5 wants the names of list and certificate to be encoded identically, so octets are compared. */
export function isInScope(scope: CrlScope, certificate: Certificate): boolean {
  if (!scope) return true;
  const names = distributionPointNames(certificate);
  return scope.some((name) => names.some((other) => equalBytes(name, other)));
}

const CRL_DISTRIBUTION_POINTS = '2.5.29.31';

/** Section 4.2.1.13. @throws SyntaxError */
function distributionPointNames({ extensions }: Certificate): readonly Uint8Array[] {
  const extension = extensions.get(CRL_DISTRIBUTION_POINTS);
  if (!extension) return [];
  const points = readOnly(extension.value, TAG.sequence);
  const names: Uint8Array[] = [];
  while (!points.isAtEnd) {
    const point = points.read(TAG.sequence).readOptional(explicitTag(0));
    if (point) names.push(...fullNames(point));
  }
  return names;
}

/** Of a DistributionPointName. One relative to the issuer's name, the other choice, agrees with nothing here. */
function fullNames(point: DerReader): readonly Uint8Array[] {
  const names = point.readOptional(explicitTag(0));
  const found: Uint8Array[] = [];
  while (names?.nextTag !== undefined) found.push(names.readElement(names.nextTag));
  return found;
}
