/** People and authorities who do not exist, with keys of their own, for the tests of signatures. Not published. */
import { constants, generateKeyPairSync, type KeyObject, privateEncrypt, sign } from 'node:crypto';
import type { DigestAlgorithm } from '../../shared/jpki.ts';
import { toUtf8 } from '../../shared/bytes.ts';
import { explicitTag, TAG } from '../der/der-reader.ts';
import { der, derObjectIdentifier } from '../der/der-writer.ts';
import { DIGEST_OID, RSA_SIGNATURE_OID } from '../signature-algorithm.ts';

export interface TestSigner {
  readonly name: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** DER */
  readonly certificate: Uint8Array;
}

interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export interface TestSignerSettings {
  /** The signer itself by default. */
  readonly issuer?: TestSigner;
  readonly serialNumber?: number;
  /** UTCTime; 2035 by default. */
  readonly notAfter?: string;
  readonly extensions?: readonly TestExtension[];
  readonly keys?: KeyPair;
  /** By which an RSA key is known: the same name, the same key. By default the signer's own. */
  readonly keyName?: string;
  /** Of an RSA key. */
  readonly bits?: number;
}

export interface TestExtension {
  readonly id: string;
  readonly critical?: boolean;
  readonly value: Uint8Array;
}

const flag = Uint8Array.of(0xff);

export const basicConstraintsCa: TestExtension = {
  id: '2.5.29.19',
  critical: true,
  value: der(TAG.sequence, der(TAG.boolean, flag)),
};
/** digitalSignature and nonRepudiation. */
export const signatureUsage: TestExtension = {
  id: '2.5.29.15',
  critical: true,
  value: der(TAG.bitString, Uint8Array.of(6, 0xc0)),
};
export const certificateUsage: TestExtension = {
  id: '2.5.29.15',
  critical: true,
  value: der(TAG.bitString, Uint8Array.of(1, 0x06)),
};
export const extendedKeyUsage = (critical: boolean, ...purposes: readonly string[]): TestExtension => ({
  id: '2.5.29.37',
  critical,
  value: der(TAG.sequence, ...purposes.map(derObjectIdentifier)),
});
/** RFC 5280 section 4.2.1.2 leaves open what it is. */
export const subjectKeyIdentifier = (octets: Uint8Array): TestExtension => ({
  id: '2.5.29.14',
  value: der(TAG.octetString, octets),
});

export function makeTestSigner(name: string, settings: TestSignerSettings = {}): TestSigner {
  const { extensions = [signatureUsage], keyName = name, keys = rsaKeys(keyName, settings.bits) } = settings;
  const issuer = settings.issuer ?? { name, privateKey: keys.privateKey };
  const algorithm = signatureAlgorithm(issuer.privateKey);
  const toBeSigned = der(
    TAG.sequence,
    der(explicitTag(0), der(TAG.integer, Uint8Array.of(2))),
    der(TAG.integer, Uint8Array.of(settings.serialNumber ?? 1)),
    algorithm,
    distinguishedName(issuer.name),
    der(TAG.sequence, utcTime('250101000000Z'), utcTime(settings.notAfter ?? '350101000000Z')),
    distinguishedName(name),
    keys.publicKey.export({ type: 'spki', format: 'der' }),
    der(explicitTag(3), der(TAG.sequence, ...extensions.map(encodeExtension))),
  );
  const signature = sign('sha256', toBeSigned, issuer.privateKey);
  const certificate = der(
    TAG.sequence,
    toBeSigned,
    algorithm,
    der(TAG.bitString, Uint8Array.of(0), signature),
  );
  return { name, ...keys, certificate };
}

const knownKeys = new Map<string, KeyPair>();

/** Making one takes long. */
function rsaKeys(name: string, modulusLength = 2048): KeyPair {
  const label = `${name} ${modulusLength}`;
  const keys = knownKeys.get(label) ?? generateKeyPairSync('rsa', { modulusLength });
  knownKeys.set(label, keys);
  return keys;
}

/** As a card does it: RSASSA-PKCS1-v1_5 over a digest that somebody else has computed (RFC 8017 section 9.2). */
export function signDigest(
  { privateKey }: TestSigner,
  { digestAlgorithm, digest }: { readonly digestAlgorithm: DigestAlgorithm; readonly digest: Uint8Array },
): Uint8Array {
  const algorithm = der(TAG.sequence, derObjectIdentifier(DIGEST_OID[digestAlgorithm]), der(TAG.null));
  const digestInfo = der(TAG.sequence, algorithm, der(TAG.octetString, digest));
  return privateEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, digestInfo);
}

export function toPem(label: string, bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/gu) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';

function signatureAlgorithm(key: KeyObject): Uint8Array {
  return key.asymmetricKeyType === 'ec'
    ? der(TAG.sequence, derObjectIdentifier(ECDSA_WITH_SHA256))
    : der(TAG.sequence, derObjectIdentifier(RSA_SIGNATURE_OID['SHA-256']), der(TAG.null));
}

function distinguishedName(commonName: string): Uint8Array {
  const attribute = der(
    TAG.sequence,
    derObjectIdentifier('2.5.4.3'),
    der(TAG.utf8String, toUtf8(commonName)),
  );
  return der(TAG.sequence, der(TAG.set, attribute));
}

function utcTime(text: string): Uint8Array {
  return der(TAG.utcTime, toUtf8(text));
}

function encodeExtension({ id, critical = false, value }: TestExtension): Uint8Array {
  const parts = critical ? [der(TAG.boolean, flag)] : [];
  return der(TAG.sequence, derObjectIdentifier(id), ...parts, der(TAG.octetString, value));
}
