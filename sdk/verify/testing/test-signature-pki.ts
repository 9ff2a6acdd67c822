/**
 * Signature certificates for tests, with any holder, however wrong. Not published.
 */
import { JPKI_OID } from '../../../shared/jpki.ts';
import {
  authorityName,
  type CertificateFields,
  certificatePolicies,
  context,
  type KeyPair,
  keyUsage,
  type LeafOverrides,
  makeAuthority,
  makeLeaf,
  oid,
  sequence,
  type TestAuthority,
  type TestExtension,
  text,
} from './test-pki.ts';

/** A generation of the authority for digital signature. */
export function makeSignatureAuthority(
  organisation: string,
  keys: KeyPair,
  overrides: Partial<CertificateFields> = {},
): TestAuthority {
  const name = authorityName(organisation, 'JPKI for digital signature');
  return { ...makeAuthority(organisation, keys, { issuer: name, subject: name, ...overrides }), name };
}

/** Values of the otherNames by the last arc of their type; they come in this order. */
export type HolderTexts = Readonly<Partial<Record<1 | 2 | 3 | 4 | 5 | 6, string>>>;

/** Nobody, at no address. */
export const HOLDER_TEXTS = {
  1: '山田　太郎',
  4: '319800102',
  3: '1',
  5: '架空県見本市試験町一丁目２番３号',
  2: '00000',
  6: '0000000000000000',
} as const satisfies HolderTexts;

export const otherName = (type: string, value: ReturnType<typeof text>): ReturnType<typeof context> =>
  context(0, [oid(type), context(0, [value])]);

export function subjectAltName(texts: HolderTexts): TestExtension {
  const names = Object.entries(texts).map(([arc, value]) =>
    otherName(`1.2.392.200149.8.5.5.${arc}`, text(value)),
  );
  return { id: '2.5.29.17', value: sequence(...names) };
}

/** The signature certificate of a person who does not exist. */
export function makeSignatureLeaf(authority: TestAuthority, overrides: LeafOverrides = {}): Buffer {
  const extensions = {
    keyUsage: keyUsage(0, 1),
    extendedKeyUsage: undefined,
    certificatePolicies: certificatePolicies(JPKI_OID.signPolicy),
    subjectAltName: subjectAltName(HOLDER_TEXTS),
    ...overrides.extensions,
  };
  return makeLeaf(authority, { ...overrides, extensions });
}
