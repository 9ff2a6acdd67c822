/** Names in JPKI's form: country as PrintableString, everything else as UTF8String. docs/card.md, "Certificates". */
import forge from 'node-forge';
import { TEST_ISSUER_ORGANISATION } from '../../../shared/jpki.ts';
import type { Der } from './der.ts';
import { HOME } from './holder.ts';

/** Relative distinguished names in order, each of one attribute (RFC 5280 section 4.1.2.4). */
export type DistinguishedName = readonly (readonly ['C' | 'O' | 'OU' | 'L' | 'CN', string])[];

export type CertificateKind = 'userAuthentication' | 'digitalSignature';

const KIND_NAMES = {
  userAuthentication: {
    unit: 'JPKI for user authentication',
    unitInJapanese: '公的個人認証サービス利用者証明用',
  },
  digitalSignature: { unit: 'JPKI for digital signature', unitInJapanese: '公的個人認証サービス署名用' },
} as const satisfies Record<CertificateKind, unknown>;

/** Subject of a CA, and issuer of what it issues. */
export function authorityName(kind: CertificateKind): DistinguishedName {
  return [
    ['C', 'JP'],
    ['O', TEST_ISSUER_ORGANISATION],
    ['OU', KIND_NAMES[kind].unit],
    ['OU', 'Japan Agency for Local Authority Information Systems'],
  ];
}

/** The same in Japanese, as alternative name. */
export function authorityNameInJapanese(kind: CertificateKind): DistinguishedName {
  return [
    ['C', 'JP'],
    ['O', '公的個人認証サービス'],
    ['OU', KIND_NAMES[kind].unitInJapanese],
    ['OU', '地方公共団体情報システム機構'],
  ];
}

/** Of who answers for the authority whether a certificate is revoked. */
export function responderName(kind: CertificateKind): DistinguishedName {
  return [...authorityName(kind).slice(0, 3), ['CN', 'OCSP Responder']];
}

/** Where JPKI's directory keeps the revocation list of a holder's municipality. */
export function distributionPointName(kind: CertificateKind): DistinguishedName {
  return [
    ['C', 'JP'],
    ['O', TEST_ISSUER_ORGANISATION],
    ['OU', KIND_NAMES[kind].unit],
    ['OU', 'CRL Distribution Points'],
    ['OU', HOME.prefecture],
    ['CN', `${HOME.city} CRLDP`],
  ];
}

const ATTRIBUTE_OID = { C: '2.5.4.6', O: '2.5.4.10', OU: '2.5.4.11', L: '2.5.4.7', CN: '2.5.4.3' } as const;

/** As node-forge takes a name. */
export function attributes(name: DistinguishedName): forge.pki.CertificateField[] {
  const { PRINTABLESTRING, UTF8 } = forge.asn1.Type;
  return name.map(([type, value]) => ({
    type: ATTRIBUTE_OID[type],
    value,
    // Typed as a tag class, but node-forge means the string type by it.
    valueTagClass: (type === 'C' ? PRINTABLESTRING : UTF8) as unknown as forge.asn1.Class,
  }));
}

export function nameToDer(name: DistinguishedName): Der {
  return forge.pki.distinguishedNameToAsn1({ attributes: attributes(name) });
}
