/**
 * The extensions (RFC 5280 section 4.2.1) by which certificates of the JPKI are judged, those of persons, authorities and
 * OCSP responders, and their revocation lists.
 * Each reader answers what an absent extension means, and throws a SyntaxError when a present one is malformed.
 */
import { toHex } from '../../shared/bytes.ts';
import { type DerReader, implicitTag, readOnly, TAG } from '../der/der-reader.ts';
import { namedBits, readObjectIdentifier, readOptionalBoolean } from '../der/der-values.ts';
import type { Certificate } from './certificate.ts';

/** A certificate or a revocation list. */
type Extended = Pick<Certificate, 'extensions'>;

export const EXTENSION_OID = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  certificatePolicies: '2.5.29.32',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const;
export type ExtensionName = keyof typeof EXTENSION_OID;

/** Bits of KeyUsage, section 4.2.1.3. */
export const KEY_USAGE = { digitalSignature: 0, nonRepudiation: 1, keyCertSign: 5, cRLSign: 6 } as const;
/** Section 4.2.1.12. */
export const KEY_PURPOSE = {
  clientAuth: '1.3.6.1.5.5.7.3.2',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  OCSPSigning: '1.3.6.1.5.5.7.3.9',
} as const;

export function isAuthority(certificate: Extended): boolean {
  const fields = readSequence(certificate, 'basicConstraints');
  return fields !== undefined && readOptionalBoolean(fields);
}

/** Numbers of the bits that are set, in ascending order. */
export function keyUsages({ extensions }: Extended): readonly number[] {
  return namedBits(extensions.get(EXTENSION_OID.keyUsage)) ?? [];
}

/** Whether the key may be used so, which without the extension it may. */
export function allowsKeyUsage({ extensions }: Extended, usage: number): boolean {
  return namedBits(extensions.get(EXTENSION_OID.keyUsage))?.includes(usage) ?? true;
}

export function extendedKeyUsages(certificate: Extended): readonly string[] {
  return readAll(readSequence(certificate, 'extendedKeyUsage'), readObjectIdentifier);
}

/** Without their qualifiers, which only point to documents. */
export function policies(certificate: Extended): readonly string[] {
  return readAll(readSequence(certificate, 'certificatePolicies'), (list) =>
    readObjectIdentifier(list.read(TAG.sequence)),
  );
}

/** Hexadecimal. */
export function subjectKeyIdentifier(certificate: Extended): string | undefined {
  const value = valueOf(certificate, 'subjectKeyIdentifier');
  return value && hex(readOnly(value, TAG.octetString));
}

/** Hexadecimal; what stands beside it (the issuer's own issuer and serial number) only repeats it. */
export function authorityKeyIdentifier(certificate: Extended): string | undefined {
  const keyIdentifier = readSequence(certificate, 'authorityKeyIdentifier')?.readOptional(implicitTag(0));
  return keyIdentifier && hex(keyIdentifier);
}

/** What the extension's SEQUENCE holds. */
export function readSequence(certificate: Extended, name: ExtensionName): DerReader | undefined {
  const value = valueOf(certificate, name);
  return value && readOnly(value, TAG.sequence);
}

function valueOf({ extensions }: Extended, name: ExtensionName): Uint8Array | undefined {
  return extensions.get(EXTENSION_OID[name])?.value;
}

function readAll<Item>(list: DerReader | undefined, readItem: (list: DerReader) => Item): readonly Item[] {
  const items: Item[] = [];
  while (list?.isAtEnd === false) items.push(readItem(list));
  return items;
}

function hex({ rest }: DerReader): string {
  return toHex(rest);
}
