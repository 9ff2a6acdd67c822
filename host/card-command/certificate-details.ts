/** What a certificate of the card says, for a person to read. Nothing is decided by it. docs/card.md, "Certificates". */
import { X509Certificate } from 'node:crypto';
import { OctetString } from 'asn1js';
import { AltName, AuthorityKeyIdentifier, Certificate, CertificatePolicies } from 'pkijs';
import { type Bytes, toHex } from '../../shared/bytes.ts';
import { KazasuError } from '../../shared/errors.ts';
import { type Holder, holderOf } from './holder-names.ts';

export interface CertificateDetails {
  /** Hexadecimal. */
  readonly serialNumber: string;
  /** SHA-256 of the certificate, hexadecimal. */
  readonly fingerprint: string;
  /** In the order of the certificate: `C=JP, O=JPKI, …`. */
  readonly issuer: string;
  readonly organisation: string | undefined;
  readonly commonName: string | undefined;
  /** Object identifiers. */
  readonly policies: readonly string[];
  /** Hexadecimal. */
  readonly subjectKeyIdentifier: string | undefined;
  readonly authorityKeyIdentifier: string | undefined;
  /** What the signature certificate says of its holder. */
  readonly holder: Holder;
}

/** @throws `card-malformed` */
export function readCertificateDetails(der: Bytes): CertificateDetails {
  try {
    return read(der);
  } catch (cause) {
    throw new KazasuError('card-malformed', 'not a certificate of this card', { cause });
  }
}

function read(der: Bytes): CertificateDetails {
  const certificate = new X509Certificate(der);
  const extensions = parsedExtensions(der);
  const policies = extensions.get('2.5.29.32');
  const subjectKey = extensions.get('2.5.29.14');
  const authorityKey = extensions.get('2.5.29.35');
  const subjectAltName = extensions.get('2.5.29.17');
  return {
    serialNumber: certificate.serialNumber,
    fingerprint: certificate.fingerprint256.replaceAll(':', ''),
    issuer: certificate.issuer.split('\n').join(', '),
    organisation: attributeOf(certificate.issuer, 'O'),
    commonName: attributeOf(certificate.subject, 'CN'),
    policies:
      policies instanceof CertificatePolicies
        ? policies.certificatePolicies.map(({ policyIdentifier }) => policyIdentifier)
        : [],
    subjectKeyIdentifier: hexOf(subjectKey),
    authorityKeyIdentifier:
      authorityKey instanceof AuthorityKeyIdentifier ? hexOf(authorityKey.keyIdentifier) : undefined,
    holder: holderOf(subjectAltName instanceof AltName ? subjectAltName.altNames : []),
  };
}

/** Parsed by pkijs, by object identifier. */
function parsedExtensions(der: Bytes): ReadonlyMap<string, unknown> {
  const { extensions = [] } = Certificate.fromBER(der);
  return new Map(extensions.map((extension): [string, unknown] => [extension.extnID, extension.parsedValue]));
}

function hexOf(value: unknown): string | undefined {
  return value instanceof OctetString ? toHex(value.valueBlock.valueHexView) : undefined;
}

/** @param name as Node.js spells it, an attribute a line */
function attributeOf(name: string, type: string): string | undefined {
  return name
    .split('\n')
    .find((line) => line.startsWith(`${type}=`))
    ?.slice(type.length + 1);
}
