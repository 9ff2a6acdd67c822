/**
 * The extensions (RFC 5280 section 4.2) of JPKI's certificates, in their order and with their criticality.
 * docs/card.md, "Certificates". What node-forge knows by name is left to it; the others are encoded here.
 */
import { JPKI_OID } from '../../../shared/jpki.ts';
import { type Der, ia5String, nothing, oid, sequence, tagged, utf8String } from './der.ts';
import {
  authorityName,
  authorityNameInJapanese,
  type CertificateKind,
  type DistinguishedName,
  distributionPointName,
  nameToDer,
} from './distinguished-name.ts';
import type { Holder } from './holder.ts';

/** As node-forge takes an extension: by name with options, or by identifier with an encoded value. */
export type Extension =
  | { readonly name: string; readonly critical?: boolean; readonly [option: string]: unknown }
  | { readonly id: string; readonly critical: boolean; readonly value: Der };

/** What the authority key identifier says of the issuer. */
export interface IssuerReference {
  /** Binary string. */
  readonly keyIdentifier: string;
  /** Hexadecimal. */
  readonly serialNumber: string;
}

export function authorityExtensions(kind: CertificateKind): Extension[] {
  return [
    { name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true },
    { id: ID.subjectAltName, critical: false, value: sequence(directoryName(authorityNameInJapanese(kind))) },
    { name: 'basicConstraints', critical: true, cA: true },
    distributionPoint(authorityName(kind)),
    { name: 'subjectKeyIdentifier' },
  ];
}

export function userAuthenticationExtensions(issuer: IssuerReference): Extension[] {
  const kind = 'userAuthentication';
  return [
    { name: 'keyUsage', critical: true, digitalSignature: true },
    { name: 'extKeyUsage', clientAuth: true },
    certificatePolicy(JPKI_OID.authPolicy),
    issuerAltName(kind),
    distributionPoint(distributionPointName(kind)),
    onlineStatus(),
    authorityKeyIdentifier(issuer),
    { name: 'subjectKeyIdentifier' },
  ];
}

/** The order behind the second extension is inferred; no public source shows the whole list. */
export function digitalSignatureExtensions(issuer: IssuerReference, holder: Holder): Extension[] {
  const kind = 'digitalSignature';
  return [
    { name: 'keyUsage', critical: true, digitalSignature: true, nonRepudiation: true },
    { id: ID.subjectAltName, critical: false, value: holderNames(holder) },
    certificatePolicy(JPKI_OID.signPolicy),
    issuerAltName(kind),
    distributionPoint(distributionPointName(kind)),
    authorityKeyIdentifier(issuer),
    { name: 'subjectKeyIdentifier' },
  ];
}

/** For signing OCSP responses, and itself not to be asked about (RFC 6960 section 4.2.2.2). */
export function responderExtensions(issuer: IssuerReference): Extension[] {
  return [
    { name: 'keyUsage', critical: true, digitalSignature: true },
    { name: 'extKeyUsage', [ID.ocspSigning]: true },
    { id: ID.ocspNoCheck, critical: false, value: nothing() },
    authorityKeyIdentifier(issuer),
    { name: 'subjectKeyIdentifier' },
  ];
}

const ID = {
  subjectAltName: '2.5.29.17',
  issuerAltName: '2.5.29.18',
  cRLDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  cps: '1.3.6.1.5.5.7.2.1',
  ocsp: '1.3.6.1.5.5.7.48.1',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
} as const;

/** GeneralName's directoryName is tagged explicitly, because Name is a CHOICE (X.680 section 31.2.7). */
function directoryName(name: DistinguishedName): Der {
  return tagged(4, [nameToDer(name)]);
}

function issuerAltName(kind: CertificateKind): Extension {
  const value = sequence(directoryName(authorityNameInJapanese(kind)));
  return { id: ID.issuerAltName, critical: false, value };
}

function distributionPoint(name: DistinguishedName): Extension {
  return { id: ID.cRLDistributionPoints, critical: false, value: sequence(sequence(fullName(name))) };
}

/** DistributionPointName with one directory name. */
export function fullName(name: DistinguishedName): Der {
  return tagged(0, [tagged(0, [directoryName(name)])]);
}

function certificatePolicy(policy: string): Extension {
  const statement = sequence(oid(ID.cps), ia5String('http://www.jpki.go.jp/cps.html'));
  const value = sequence(sequence(oid(policy), sequence(statement)));
  return { id: ID.certificatePolicies, critical: true, value };
}

/** A name that never resolves (RFC 2606), so that no test asks the real responder about a test certificate. */
function onlineStatus(): Extension {
  const location = tagged(6, 'http://ocspauthnorm.jpki-test.invalid');
  const value = sequence(sequence(oid(ID.ocsp), location));
  return { id: ID.authorityInfoAccess, critical: false, value };
}

/** Key identifier, issuer and serial number; node-forge takes the issuer from the certificate itself. */
function authorityKeyIdentifier({ keyIdentifier, serialNumber }: IssuerReference): Extension {
  return { name: 'authorityKeyIdentifier', keyIdentifier, authorityCertIssuer: true, serialNumber };
}

const HOLDER_NAME_ARC = '1.2.392.200149.8.5.5';

/** 氏名, 生年月日, 性別, 住所, and which characters of name and address stand in for ones that JIS lacks: none. */
function holderNames({ name, birth, sex, address }: Holder): Der {
  return sequence(
    otherName(1, name),
    otherName(4, birth),
    otherName(3, sex),
    otherName(5, address),
    otherName(2, '0'.repeat(name.length)),
    otherName(6, '0'.repeat(address.length)),
  );
}

function otherName(arc: number, text: string): Der {
  return tagged(0, [oid(`${HOLDER_NAME_ARC}.${arc}`), tagged(0, [utf8String(text)])]);
}
