/**
 * What the name of one of the JPKI's authorities says about it (docs/card.md, "Certificates"). Anybody can make a
 * certificate with such a name: it counts for one that was recognised by its fingerprint.
 */
import { TEST_ISSUER_ORGANISATION } from '../../shared/jpki.ts';
import type { CertificateKind } from './certificate-kind.ts';
import { nameValues } from './distinguished-name.ts';

/**
 * The kind of certificate that it issues.
 * @param name DER
 */
export function kindOfAuthority(name: Uint8Array): CertificateKind | undefined {
  const kinds = nameValues(name, 'organisationalUnit').map((unit) => KIND_OF_UNIT.get(unit));
  return kinds.find((kind) => kind !== undefined);
}

/** Whether it issues the certificates of simulated cards. */
export function isTestAuthority(name: Uint8Array): boolean {
  return nameValues(name, 'organisation').includes(TEST_ISSUER_ORGANISATION);
}

const KIND_OF_UNIT: ReadonlyMap<string, CertificateKind> = new Map([
  ['JPKI for user authentication', 'userAuthentication'],
  ['JPKI for digital signature', 'digitalSignature'],
]);
