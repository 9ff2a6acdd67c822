/** What an OCSP client asks (RFC 6960 section 4.1), read with node-forge. */
import forge from 'node-forge';
import { decode, type Der } from './der.ts';

const { asn1 } = forge;

export interface OcspRequest {
  readonly certIds: readonly CertId[];
  /** The whole extension, as it goes back. */
  readonly nonce: Der | undefined;
}

export interface CertId {
  /** The whole CertID, as it goes back. */
  readonly element: Der;
  readonly hash: 'sha1' | 'sha256' | undefined;
  /** Binary strings. */
  readonly issuerNameHash: string;
  readonly issuerKeyHash: string;
  /** Upper-case hexadecimal. */
  readonly serialNumber: string;
}

const NONCE = '1.3.6.1.5.5.7.48.1.2';
const HASHES: Readonly<Partial<Record<string, 'sha1' | 'sha256'>>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
};

/** A signature of the client is not looked at. @throws Error unless it is a request in DER */
export function parseOcspRequest(octets: Uint8Array): OcspRequest {
  const [toBeSigned] = elements(decode(octets));
  const fields = elements(toBeSigned);
  const list = fields.find(({ tagClass }) => tagClass === asn1.Class.UNIVERSAL);
  const certIds = elements(list).map((request) => readCertId(elements(request)[0]));
  if (certIds.length === 0) throw new Error('asks about nothing');
  return { certIds, nonce: fields.flatMap(extensionsIn).find(isNonce) };
}

function readCertId(element: Der | undefined): CertId {
  const [algorithm, nameHash, keyHash, serialNumber] = elements(element);
  const [hash] = elements(algorithm);
  if (!element) throw new Error('not a CertID');
  return {
    element,
    hash: HASHES[asn1.derToOid(octetsOf(hash))],
    issuerNameHash: octetsOf(nameHash),
    issuerKeyHash: octetsOf(keyHash),
    serialNumber: forge.util.bytesToHex(octetsOf(serialNumber)).toUpperCase(),
  };
}

/** requestExtensions is the field with tag 2. */
function extensionsIn({ tagClass, type, value }: Der): readonly Der[] {
  const tag: number = type; // in its own class, and no universal type
  if (tagClass !== asn1.Class.CONTEXT_SPECIFIC || tag !== 2) return [];
  return typeof value === 'string' ? [] : elements(value[0]);
}

function isNonce(extension: Der): boolean {
  return asn1.derToOid(octetsOf(elements(extension)[0])) === NONCE;
}

function elements(value: Der | undefined): readonly Der[] {
  if (!value || typeof value.value === 'string') throw new Error('not constructed');
  return value.value;
}

function octetsOf(value: Der | undefined): string {
  if (typeof value?.value !== 'string') throw new Error('not primitive');
  return value.value;
}
