/**
 * The extensions (RFC 5280 section 4.2.1) by which JPKI certificates are judged.
 * Each reader answers what an absent extension means, and throws a SyntaxError when a present one is malformed.
 */
import { toHex } from '../../shared/bytes.ts';
import type { Certificate } from './certificate.ts';
import { contextTag, DerReader, TAG } from './der.ts';
import { readBoolean, readNamedBits, readOid } from './der-values.ts';

export const EXTENSION_OID = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  certificatePolicies: '2.5.29.32',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const;

/** Bits of KeyUsage, section 4.2.1.3. */
export const KEY_USAGE = { digitalSignature: 0, keyCertSign: 5 } as const;
/** Section 4.2.1.12. */
export const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';

export function isAuthority(certificate: Certificate): boolean {
  const ca = openSequence(certificate, 'basicConstraints')?.optional(TAG.boolean);
  return ca !== undefined && readBoolean(ca);
}

/** Numbers of the bits that are set, in ascending order. */
export function keyUsages(certificate: Certificate): readonly number[] {
  const bits = valueOf(certificate, 'keyUsage');
  return bits ? readNamedBits(DerReader.only(bits, TAG.bitString)) : [];
}

export function extendedKeyUsages(certificate: Certificate): readonly string[] {
  return readAll(openSequence(certificate, 'extendedKeyUsage'), (purposes) =>
    readOid(purposes.read(TAG.oid)),
  );
}

/** Without their qualifiers, which only point to documents. */
export function policies(certificate: Certificate): readonly string[] {
  return readAll(openSequence(certificate, 'certificatePolicies'), (list) =>
    readOid(list.enter(TAG.sequence).read(TAG.oid)),
  );
}

/** Hexadecimal. */
export function subjectKeyIdentifier(certificate: Certificate): string | undefined {
  const identifier = valueOf(certificate, 'subjectKeyIdentifier');
  return identifier && toHex(DerReader.only(identifier, TAG.octetString).content);
}

/** Hexadecimal; what stands beside it (the issuer's own issuer and serial number) only repeats it. */
export function authorityKeyIdentifier(certificate: Certificate): string | undefined {
  const keyIdentifier = openSequence(certificate, 'authorityKeyIdentifier')?.optional(KEY_IDENTIFIER);
  return keyIdentifier && toHex(keyIdentifier.content);
}

const KEY_IDENTIFIER = contextTag(0, { constructed: false });

type ExtensionName = keyof typeof EXTENSION_OID;

function valueOf({ extensions }: Certificate, name: ExtensionName): Uint8Array | undefined {
  return extensions.get(EXTENSION_OID[name])?.value;
}

function openSequence(certificate: Certificate, name: ExtensionName): DerReader | undefined {
  const value = valueOf(certificate, name);
  return value && DerReader.open(value, TAG.sequence);
}

function readAll<Item>(list: DerReader | undefined, readItem: (list: DerReader) => Item): Item[] {
  const items: Item[] = [];
  while (list?.more) items.push(readItem(list));
  return items;
}
