/**
 * Authorities and certificates for tests, shaped like the JPKI's (docs/card.md, "Certificates"), and hostile variants
 * of them: every field and extension can be replaced. Not published.
 */
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import forge from 'node-forge';
import { JPKI_OID } from '../../../shared/jpki.ts';

const { asn1 } = forge;
type Asn1 = forge.asn1.Asn1;

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const keyPairs = new Map<string, KeyPair>();

/** The same pair for the same name, because making one takes long. */
export function keyPair(name: string, modulusLength = 2048): KeyPair {
  const pair = keyPairs.get(name) ?? generateKeyPairSync('rsa', { modulusLength });
  keyPairs.set(name, pair);
  return pair;
}

const element = (type: forge.asn1.Type, value: string | Asn1[], tagClass = asn1.Class.UNIVERSAL): Asn1 =>
  asn1.create(tagClass, type, Array.isArray(value), value);
export const sequence = (...items: Asn1[]): Asn1 => element(asn1.Type.SEQUENCE, items);
export const context = (number: number, value: string | Asn1[]): Asn1 =>
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- a tag number of its own class, no universal type
  element(number, value, asn1.Class.CONTEXT_SPECIFIC);
export const oid = (dotted: string): Asn1 => element(asn1.Type.OID, asn1.oidToDer(dotted).getBytes());
const integer = (hex: string): Asn1 => element(asn1.Type.INTEGER, forge.util.hexToBytes(hex));
const boolean = (value: boolean): Asn1 => element(asn1.Type.BOOLEAN, value ? '\xff' : '\0');
export const octets = (bytes: string): Asn1 => element(asn1.Type.OCTETSTRING, bytes);
const bits = (bytes: string, unused = 0): Asn1 =>
  element(asn1.Type.BITSTRING, String.fromCharCode(unused) + bytes);
export const text = (value: string): Asn1 => element(asn1.Type.UTF8, forge.util.encodeUtf8(value));
const binary = (bytes: Uint8Array): string => Buffer.from(bytes).toString('binary');
const encode = (value: Asn1): Buffer => Buffer.from(asn1.toDer(value).getBytes(), 'binary');

export interface TestExtension {
  readonly id: string;
  readonly critical?: boolean;
  readonly value: Asn1;
}

/** Bits by number, as in RFC 5280 section 4.2.1.3; up to eight of them. */
export const keyUsage = (...usages: number[]): TestExtension => {
  const octet = usages.reduce((sum, usage) => sum | (0x80 >> usage), 0);
  return {
    id: '2.5.29.15',
    critical: true,
    value: bits(String.fromCharCode(octet), 7 - Math.max(...usages)),
  };
};
export const extendedKeyUsage = (...purposes: string[]): TestExtension => ({
  id: '2.5.29.37',
  value: sequence(...purposes.map(oid)),
});
export const certificatePolicies = (policy: string): TestExtension => ({
  id: '2.5.29.32',
  critical: true,
  value: sequence(sequence(oid(policy))),
});
export const basicConstraints = (ca: boolean): TestExtension => ({
  id: '2.5.29.19',
  critical: true,
  value: sequence(...(ca ? [boolean(true)] : [])),
});
export const subjectKeyIdentifier = (key: KeyObject): TestExtension => ({
  id: '2.5.29.14',
  value: octets(binary(keyIdentifier(key))),
});
/** With the issuer's own issuer and serial number beside it, as the JPKI does. */
export const authorityKeyIdentifier = (key: KeyObject, issuer = authorityName('JPKI')): TestExtension => ({
  id: '2.5.29.35',
  value: sequence(
    context(0, binary(keyIdentifier(key))),
    context(1, [context(4, [issuer])]),
    context(2, binary(Buffer.from(AUTHORITY_SERIAL_NUMBER, 'hex'))),
  ),
});
const AUTHORITY_SERIAL_NUMBER = '01';

/** RFC 5280 section 4.2.1.2 leaves the method open: 20 octets that follow from the key. */
function keyIdentifier(key: KeyObject): Buffer {
  return createHash('sha1')
    .update(key.export({ type: 'pkcs1', format: 'der' }))
    .digest();
}

/** The name of an authority with this organisation; by default the one for user authentication. */
export const authorityName = (organisation: string, unit = 'JPKI for user authentication'): Asn1 =>
  name([
    ['2.5.4.6', element(asn1.Type.PRINTABLESTRING, 'JP')],
    ['2.5.4.10', text(organisation)],
    ['2.5.4.11', text(unit)],
    ['2.5.4.11', text('Japan Agency for Local Authority Information Systems')],
  ]);
export const name = (attributes: readonly (readonly [type: string, value: Asn1])[]): Asn1 =>
  sequence(...attributes.map(([type, value]) => element(asn1.Type.SET, [sequence(oid(type), value)])));

export interface CertificateFields {
  readonly version?: string;
  readonly serialNumber?: string;
  readonly algorithm?: string;
  readonly issuer: Asn1;
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly subject: Asn1;
  readonly publicKey: KeyObject;
  readonly extensions: readonly TestExtension[];
  readonly signWith: KeyObject;
}

const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';
const SHA1_WITH_RSA = '1.2.840.113549.1.1.5';

/** A certificate of exactly these fields in DER, however wrong. Times are UTCTime. */
export function makeCertificate(fields: CertificateFields): Buffer {
  const { version = '02', serialNumber = '0A0B0C0D', algorithm = SHA256_WITH_RSA } = fields;
  const { notBefore = '250101000000Z', notAfter = '300101145959Z' } = fields;
  const algorithmIdentifier = sequence(oid(algorithm), element(asn1.Type.NULL, ''));
  const toBeSigned = sequence(
    context(0, [integer(version)]),
    integer(serialNumber),
    algorithmIdentifier,
    fields.issuer,
    sequence(element(asn1.Type.UTCTIME, notBefore), element(asn1.Type.UTCTIME, notAfter)),
    fields.subject,
    asn1.fromDer(binary(fields.publicKey.export({ type: 'spki', format: 'der' }))),
    context(3, [sequence(...fields.extensions.map(encodeExtension))]),
  );
  const hash = algorithm === SHA1_WITH_RSA ? 'RSA-SHA1' : 'RSA-SHA256';
  const signature = sign(hash, encode(toBeSigned), fields.signWith);
  return encode(sequence(toBeSigned, algorithmIdentifier, bits(binary(signature))));
}

function encodeExtension({ id, critical = false, value }: TestExtension): Asn1 {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octets(asn1.toDer(value).getBytes()));
}

export interface TestAuthority {
  readonly name: Asn1;
  readonly keys: KeyPair;
  readonly certificate: Buffer;
}

/** A self-signed authority; equal names for different keys are what the JPKI's generations have. */
export function makeAuthority(
  organisation: string,
  keys: KeyPair,
  overrides: Partial<CertificateFields> = {},
): TestAuthority {
  const authority = authorityName(organisation);
  const certificate = makeCertificate({
    serialNumber: AUTHORITY_SERIAL_NUMBER,
    issuer: authority,
    subject: authority,
    publicKey: keys.publicKey,
    extensions: [keyUsage(5, 6), basicConstraints(true), subjectKeyIdentifier(keys.publicKey)],
    signWith: keys.privateKey,
    notAfter: '350101145959Z',
    ...overrides,
  });
  return { name: authority, keys, certificate };
}

/** The extensions of a user-authentication certificate that a rule looks at, by name, so that a test can replace one. */
export const leafExtensions = (authority: TestAuthority): Record<string, TestExtension> => ({
  keyUsage: keyUsage(0),
  extendedKeyUsage: extendedKeyUsage('1.3.6.1.5.5.7.3.2'),
  certificatePolicies: certificatePolicies(JPKI_OID.authPolicy),
  authorityKeyIdentifier: authorityKeyIdentifier(authority.keys.publicKey, authority.name),
});

export interface LeafOverrides extends Partial<Omit<CertificateFields, 'extensions'>> {
  /** Replaces by name; `undefined` leaves one out. */
  readonly extensions?: Readonly<Record<string, TestExtension | undefined>>;
}

/** The user-authentication certificate of a person who does not exist. */
export function makeLeaf(authority: TestAuthority, overrides: LeafOverrides = {}): Buffer {
  const extensions = Object.values({ ...leafExtensions(authority), ...overrides.extensions });
  return makeCertificate({
    issuer: authority.name,
    subject: name([['2.5.4.3', text('000000-0-00-TEST00-00000000-A')]]),
    publicKey: keyPair('leaf').publicKey,
    signWith: authority.keys.privateKey,
    ...overrides,
    extensions: extensions.filter((extension) => extension !== undefined),
  });
}
