/**
 * Revocation lists for tests, good ones and hostile ones: every field can be replaced. Not published.
 */
import { type KeyObject, sign } from 'node:crypto';
import { parseCertificate } from '../../../signatures/x509/certificate.ts';
import { der, derObjectIdentifier } from '../../../signatures/der/der-writer.ts';
import type { TestAuthority } from './test-pki.ts';

export const utf8 = (text: string): Buffer => Buffer.from(text);
export const hex = (digits: string): Buffer => Buffer.from(digits.replaceAll(' ', ''), 'hex');
export const derInteger = (digits: string): Uint8Array => der(0x02, hex(digits));

const DER_NULL = hex('0500');
export const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';
const HASHES: Readonly<Partial<Record<string, string>>> = {
  '1.2.840.113549.1.1.5': 'sha1',
  [SHA256_WITH_RSA]: 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
};
export const derAlgorithm = (algorithm: string): Uint8Array =>
  der(0x30, derObjectIdentifier(algorithm), DER_NULL);

/** RFC 5280 section 4.1.2.5: UTCTime up to 2049. */
export function derTime(time: Date): Uint8Array {
  const digits = time.toISOString().replaceAll(/\D/gu, '').slice(0, 14);
  return time.getUTCFullYear() < 2050
    ? der(0x17, utf8(`${digits.slice(2)}Z`))
    : der(0x18, utf8(`${digits}Z`));
}

export interface RawExtension {
  readonly id: string;
  readonly critical?: boolean;
  readonly value: Uint8Array;
}

export function derExtensions(extensions: readonly RawExtension[]): Uint8Array {
  return der(0x30, ...extensions.map(derExtension));
}

function derExtension({ id, critical = false, value }: RawExtension): Uint8Array {
  return der(0x30, derObjectIdentifier(id), ...(critical ? [hex('0101FF')] : []), der(0x04, value));
}

/** SEQUENCE { toBeSigned, algorithm, signature, more }. */
export function derSigned(
  toBeSigned: Uint8Array,
  algorithm: string,
  key: KeyObject,
  ...more: readonly Uint8Array[]
): Uint8Array {
  const signature = sign(HASHES[algorithm] ?? 'sha256', toBeSigned, key);
  return der(0x30, toBeSigned, derAlgorithm(algorithm), der(0x03, hex('00'), signature), ...more);
}

export const subjectOf = (certificate: Uint8Array): Uint8Array => parseCertificate(certificate).subject;

export interface TestEntry {
  /** Hexadecimal. */
  readonly serialNumber: string;
  readonly revokedAt?: Date;
  readonly extensions?: readonly RawExtension[];
}

export function derEntry({ serialNumber, revokedAt = REVOKED_AT, extensions = [] }: TestEntry): Uint8Array {
  const more = extensions.length > 0 ? [derExtensions(extensions)] : [];
  return der(0x30, derInteger(serialNumber), derTime(revokedAt), ...more);
}

export const REVOKED_AT = new Date('2026-05-20T03:04:05Z');
export const reasonCode = (reason: number): RawExtension => ({
  id: '2.5.29.21',
  value: der(0x0a, Uint8Array.of(reason)),
});

/** Names of an issuing distribution point, and what else stands in it (RFC 5280 section 5.2.5). */
export const issuingDistributionPoint = (...fields: readonly Uint8Array[]): RawExtension => ({
  id: '2.5.29.28',
  critical: true,
  value: der(0x30, ...fields),
});
export const authorityKeyIdentifier = (certificate: Uint8Array): RawExtension => {
  const identifier = parseCertificate(certificate).extensions.get('2.5.29.14')?.value.subarray(2);
  return { id: '2.5.29.35', value: der(0x30, der(0x80, identifier ?? new Uint8Array())) };
};
const CRL_NUMBER: RawExtension = { id: '2.5.29.20', value: derInteger('07') };

export interface CrlFields {
  readonly version: Uint8Array;
  readonly algorithm: string;
  readonly innerAlgorithm: string;
  /** DER, in place of both. */
  readonly algorithmIdentifier: Uint8Array;
  readonly issuer: Uint8Array;
  readonly thisUpdate: Date;
  /** `null` leaves it out. */
  readonly nextUpdate: Date | null;
  readonly entries: readonly TestEntry[];
  /** In place of what `entries` would come to. */
  readonly rawEntries: Uint8Array;
  /** Beside key identifier and number. */
  readonly extensions: readonly RawExtension[];
  readonly allExtensions: readonly RawExtension[];
  readonly signWith: KeyObject;
}

/** A list of this authority that is valid from 2026-06-01 for a day, but for what is replaced. */
export function makeCrl(authority: TestAuthority, fields: Partial<CrlFields> = {}): Uint8Array {
  const { algorithm = SHA256_WITH_RSA, entries = [], nextUpdate = new Date('2026-06-02T00:00:00Z') } = fields;
  const extensions = fields.allExtensions ?? [
    authorityKeyIdentifier(authority.certificate),
    CRL_NUMBER,
    ...(fields.extensions ?? []),
  ];
  const toBeSigned = der(
    0x30,
    fields.version ?? derInteger('01'),
    fields.algorithmIdentifier ?? derAlgorithm(fields.innerAlgorithm ?? algorithm),
    fields.issuer ?? subjectOf(authority.certificate),
    derTime(fields.thisUpdate ?? new Date('2026-06-01T00:00:00Z')),
    ...(nextUpdate ? [derTime(nextUpdate)] : []),
    fields.rawEntries ?? (entries.length > 0 ? der(0x30, ...entries.map(derEntry)) : new Uint8Array()),
    ...(extensions.length > 0 ? [der(0xa0, derExtensions(extensions))] : []),
  );
  const key = fields.signWith ?? authority.keys.privateKey;
  if (!fields.algorithmIdentifier) return derSigned(toBeSigned, algorithm, key);
  const signature = der(0x03, hex('00'), sign('sha256', toBeSigned, key));
  return der(0x30, toBeSigned, fields.algorithmIdentifier, signature);
}
