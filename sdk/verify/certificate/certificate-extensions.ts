/**
 * The extensions (RFC 5280 section 4.2.1) by which JPKI certificates are judged.
 * Each reader answers what an absent extension means, and throws a SyntaxError when a present one is malformed.
 */
import { BitString, OctetString, Primitive, Sequence } from 'asn1js';
import { BasicConstraints, CertificatePolicies, ExtKeyUsage } from 'pkijs';
import { toHex } from '../../../shared/bytes.ts';
import type { Certificate } from './certificate.ts';
import { decodeDer, readDer } from './der.ts';

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
  const value = valueOf(certificate, 'basicConstraints');
  return value !== undefined && decodeDer(value, BasicConstraints).cA;
}

/** Numbers of the bits that are set, in ascending order. */
export function keyUsages(certificate: Certificate): readonly number[] {
  const value = valueOf(certificate, 'keyUsage');
  if (!value) return [];
  const bits = readDer(value);
  if (!(bits instanceof BitString)) throw new SyntaxError('not a KeyUsage in DER');
  return Array.from(bits.valueBlock.valueHexView).flatMap((octet, index) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => (octet & (0x80 >> bit)) !== 0).map((bit) => index * 8 + bit),
  );
}

export function extendedKeyUsages(certificate: Certificate): readonly string[] {
  const value = valueOf(certificate, 'extendedKeyUsage');
  return value ? decodeDer(value, ExtKeyUsage).keyPurposes : [];
}

/** Without their qualifiers, which only point to documents. */
export function policies(certificate: Certificate): readonly string[] {
  const value = valueOf(certificate, 'certificatePolicies');
  if (!value) return [];
  return decodeDer(value, CertificatePolicies).certificatePolicies.map((policy) => policy.policyIdentifier);
}

/** Hexadecimal. */
export function subjectKeyIdentifier(certificate: Certificate): string | undefined {
  const value = valueOf(certificate, 'subjectKeyIdentifier');
  if (!value) return undefined;
  const identifier = readDer(value);
  if (!(identifier instanceof OctetString)) throw new SyntaxError('not a SubjectKeyIdentifier in DER');
  return toHex(identifier.valueBlock.valueHexView);
}

/**
 * Hexadecimal; what stands beside it (the issuer's own issuer and serial number) only repeats it. Not read by pkijs,
 * because this much is read before anybody's signature is verified, and general names can be made to cost it 100 ms.
 */
export function authorityKeyIdentifier(certificate: Certificate): string | undefined {
  const value = valueOf(certificate, 'authorityKeyIdentifier');
  if (!value) return undefined;
  const fields = readDer(value);
  if (!(fields instanceof Sequence)) throw new SyntaxError('not an AuthorityKeyIdentifier in DER');
  const [first] = fields.valueBlock.value;
  const isKeyIdentifier = first instanceof Primitive && first.idBlock.tagNumber === 0;
  return isKeyIdentifier ? toHex(first.valueBlock.valueHexView) : undefined;
}

function valueOf({ extensions }: Certificate, name: keyof typeof EXTENSION_OID): Uint8Array | undefined {
  return extensions.get(EXTENSION_OID[name])?.extnValue.valueBlock.valueHexView;
}
