/**
 * CMS SignedData for tests, written independently of the product's own builder, and with any field replaced. Not published.
 */
import { sign } from 'node:crypto';
import { concatBytes } from '../../../shared/bytes.ts';
import { explicitTag, TAG } from '../../der/der-reader.ts';
import { der, derObjectIdentifier } from '../../der/der-writer.ts';
import { startHash } from '../../running-hash.ts';
import { DIGEST_OID, RSA_SIGNATURE_OID } from '../../signature-algorithm.ts';
import type { TestSigner } from '../../testing/test-signer.ts';
import { parseCertificate } from '../../x509/certificate.ts';
import { ATTRIBUTE, CONTENT_TYPE } from '../cms-oid.ts';

/** By the names of ATTRIBUTE: what the SET of values holds. `undefined` leaves one out. */
export type AttributeOverrides = Readonly<Partial<Record<keyof typeof ATTRIBUTE, Uint8Array | undefined>>>;

export interface SignedDataFields {
  readonly signer: TestSigner;
  readonly content: Uint8Array;
  readonly isDetached?: boolean;
  readonly contentType?: string;
  /** Of the elements around what is signed, and the content in pieces, as tools write that do not know its length. */
  readonly lengths?: 'indefinite';
  /** In place of the signer's alone. */
  readonly certificates?: readonly Uint8Array[];
  /** Each with its differences; one without any by default. */
  readonly signerInfos?: readonly SignerInfoOverrides[];
}

export interface SignerInfoOverrides {
  readonly version?: number;
  readonly signer?: TestSigner;
  /** SignerIdentifier, in place of the signer's issuer and serial number. */
  readonly identifier?: Uint8Array;
  readonly digestOid?: string;
  readonly signatureOid?: string;
  /** Of node:crypto, by which the signature is really made. */
  readonly signWith?: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  readonly attributes?: AttributeOverrides;
  /** What becomes of the attributes before they are signed; `'none'` signs the content itself. */
  readonly arrange?: 'none' | ((attributes: readonly Uint8Array[]) => readonly Uint8Array[]);
  /** The tag under which the attributes are signed. */
  readonly signedTag?: number;
  readonly signature?: (signature: Uint8Array) => Uint8Array;
  /** Over the signature, as a time stamp is. */
  readonly unsignedAttributes?: (signature: Uint8Array) => Uint8Array;
  /** What follows the last field. */
  readonly extra?: Uint8Array;
}

/** ContentInfo in DER, or in BER where its lengths are indefinite. */
export function makeSignedData(fields: SignedDataFields): Uint8Array {
  const { signer, content, contentType = CONTENT_TYPE.data, signerInfos = [{}] } = fields;
  const { certificates = [signer.certificate] } = fields;
  const outer = fields.lengths ? indefinite : der;
  const octets = fields.lengths ? inPieces(content) : octetString(content);
  const signedData = outer(
    TAG.sequence,
    integer(contentType === CONTENT_TYPE.data ? 1 : 3),
    der(TAG.set, algorithm(DIGEST_OID['SHA-256'])),
    outer(
      TAG.sequence,
      derObjectIdentifier(contentType),
      ...(fields.isDetached ? [] : [outer(explicitTag(0), octets)]),
    ),
    ...(certificates.length > 0 ? [outer(explicitTag(0), ...certificates)] : []),
    outer(TAG.set, ...signerInfos.map((overrides) => signerInfo({ ...fields, contentType }, overrides))),
  );
  return outer(TAG.sequence, derObjectIdentifier(CONTENT_TYPE.signedData), outer(explicitTag(0), signedData));
}

/** SigningCertificateV2 of this certificate, by SHA-256; with more fields of its ESSCertIDv2. */
export function signingCertificateV2(certificate: Uint8Array, ...more: readonly Uint8Array[]): Uint8Array {
  const digest = der(TAG.octetString, startHash('SHA-256').update(certificate).digest());
  return der(TAG.sequence, der(TAG.sequence, der(TAG.sequence, digest, ...more)));
}

export function octetString(octets: Uint8Array): Uint8Array {
  return der(TAG.octetString, octets);
}

/** IssuerAndSerialNumber with one of the two replaced. */
export function issuerAndSerialNumber(
  certificate: Uint8Array,
  replaced: { readonly issuer?: Uint8Array; readonly serialNumber?: Uint8Array } = {},
): Uint8Array {
  const { issuer, serialNumber } = { ...parseCertificate(certificate), ...replaced };
  return der(TAG.sequence, issuer, der(TAG.integer, serialNumber));
}

type Complete = SignedDataFields & { readonly contentType: string };

function signerInfo(fields: Complete, overrides: SignerInfoOverrides): Uint8Array {
  const { signer = fields.signer, version = 1, signWith = 'sha256', extra, unsignedAttributes } = overrides;
  const { digestOid = DIGEST_OID['SHA-256'], signatureOid = RSA_SIGNATURE_OID['SHA-256'] } = overrides;
  const attributes = signedAttributes({ ...fields, signer }, overrides);
  const toBeSigned = attributes ? der(overrides.signedTag ?? TAG.set, attributes) : fields.content;
  const honest = sign(signWith, toBeSigned, signer.privateKey);
  const signature = overrides.signature?.(honest) ?? honest;
  const { identifier = issuerAndSerialNumber(signer.certificate) } = overrides;
  return der(
    TAG.sequence,
    integer(version),
    identifier,
    algorithm(digestOid),
    ...(attributes ? [der(explicitTag(0), attributes)] : []),
    der(TAG.sequence, derObjectIdentifier(signatureOid), der(TAG.null)),
    octetString(signature),
    ...(unsignedAttributes ? [der(explicitTag(1), unsignedAttributes(signature))] : []),
    ...(extra ? [extra] : []),
  );
}

function signedAttributes(fields: Complete, { attributes, arrange }: SignerInfoOverrides) {
  if (arrange === 'none') return undefined;
  const values: AttributeOverrides = {
    contentType: derObjectIdentifier(fields.contentType),
    messageDigest: octetString(startHash('SHA-256').update(fields.content).digest()),
    signingCertificateV2: signingCertificateV2(fields.signer.certificate),
    ...attributes,
  };
  const names = Object.keys(ATTRIBUTE) as (keyof typeof ATTRIBUTE)[]; // those of the table, and no others
  const encoded = names.flatMap((name) => {
    const value = values[name];
    return value ? [attribute(ATTRIBUTE[name], value)] : [];
  });
  const ascending = encoded.toSorted((left, right) => Buffer.compare(left, right));
  return concatBytes(...(arrange?.(ascending) ?? ascending));
}

export function attribute(type: string, values: Uint8Array): Uint8Array {
  return der(TAG.sequence, derObjectIdentifier(type), der(TAG.set, values));
}

function integer(value: number): Uint8Array {
  return der(TAG.integer, Uint8Array.of(value));
}

function algorithm(oid: string): Uint8Array {
  return der(TAG.sequence, derObjectIdentifier(oid), der(TAG.null));
}

/** X.690 section 8.1.3.6 */
function indefinite(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return concatBytes(Uint8Array.of(tag, 0x80), ...parts, new Uint8Array(2));
}

/** Section 8.7.3: two pieces, and an empty one. */
function inPieces(octets: Uint8Array): Uint8Array {
  const half = Math.floor(octets.length / 2);
  const pieces = [octets.subarray(0, half), octets.subarray(half), new Uint8Array()];
  return indefinite(TAG.octetString | 0x20, ...pieces.map(octetString));
}
