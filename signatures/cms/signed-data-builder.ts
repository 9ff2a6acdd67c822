/**
 * CMS SignedData by one signer (RFC 5652 section 5), in two steps with the card between them, and in DER, so that its
 * length is known beforehand and the content can stand in the middle without ever being copied.
 */
import type { DigestAlgorithm } from '../../shared/jpki.ts';
import { type Bytes, concatBytes } from '../../shared/bytes.ts';
import { explicitTag, TAG } from '../der/der-reader.ts';
import { der, derHeader, derObjectIdentifier } from '../der/der-writer.ts';
import { startHash } from '../running-hash.ts';
import { DIGEST_OID, RSA_SIGNATURE_OID } from '../signature-algorithm.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { ATTRIBUTE, CONTENT_TYPE } from './cms-oid.ts';
import { attribute, type AttributeValues, signedAttributes } from './signed-attributes.ts';

export interface SignedDataSettings extends AttributeValues {
  /** Of the content and of the signature. */
  readonly digestAlgorithm: DigestAlgorithm;
}

/** A SignedData that lacks nothing but its signature. */
export interface UnsignedData {
  /** What the card signs: of the signed attributes. */
  readonly digest: Uint8Array;
  /**
   * The ContentInfo without its content.
   * @param signature RSASSA-PKCS1-v1_5 over the digest
   * @param timestampToken over the signature, DER
   */
  detached(signature: Uint8Array, timestampToken?: Uint8Array): Bytes;
  /** The ContentInfo around a content of this many octets. */
  enveloping(contentLength: number, signature: Uint8Array, timestampToken?: Uint8Array): Envelope;
}

/** What stands before a content that is elsewhere, and after it. */
export interface Envelope {
  readonly before: Bytes;
  readonly contentLength: number;
  readonly after: Bytes;
}

/** @throws SyntaxError when the certificate is none */
export function startSignedData(settings: SignedDataSettings): UnsignedData {
  const attributes = signedAttributes(settings);
  const signer = { ...settings, ...issuerAndSerialNumber(settings.certificate), attributes };
  return {
    // RFC 5652 section 5.4: with the SET's own tag, not the [0] by which it is stored.
    digest: startHash(settings.digestAlgorithm).update(der(TAG.set, attributes)).digest(),
    detached(signature, token) {
      const { before, after } = contentInfo(signer, around(), signerInfo(signer, signature, token));
      return concatBytes(before, after);
    },
    enveloping(contentLength, signature, token) {
      const content = wrap(explicitTag(0), wrap(TAG.octetString, around(contentLength)));
      return contentInfo(signer, content, signerInfo(signer, signature, token));
    },
  };
}

interface Signer extends SignedDataSettings {
  readonly identifier: Bytes;
  readonly attributes: Bytes;
}

/** RFC 5652 section 10.2.4 */
function issuerAndSerialNumber(certificate: Uint8Array): Pick<Signer, 'identifier'> {
  const { issuer, serialNumber } = parseCertificate(certificate);
  return { identifier: der(TAG.sequence, issuer, der(TAG.integer, serialNumber)) };
}

const VERSION_1 = der(TAG.integer, Uint8Array.of(1));

/** RFC 5652 section 5.3: version 1, because the signer is named by issuer and serial number. */
function signerInfo(signer: Signer, signature: Uint8Array, timestampToken?: Uint8Array): Bytes {
  const { identifier, digestAlgorithm, attributes } = signer;
  return der(
    TAG.sequence,
    VERSION_1,
    identifier,
    digestIdentifier(digestAlgorithm),
    der(explicitTag(0), attributes),
    der(TAG.sequence, derObjectIdentifier(RSA_SIGNATURE_OID[digestAlgorithm]), der(TAG.null)),
    der(TAG.octetString, signature),
    ...(timestampToken ? [der(explicitTag(1), attribute(ATTRIBUTE.signatureTimestamp, timestampToken))] : []),
  );
}

/** RFC 5754 section 2: without parameters. */
function digestIdentifier(algorithm: DigestAlgorithm): Bytes {
  return der(TAG.sequence, derObjectIdentifier(DIGEST_OID[algorithm]));
}

/** RFC 5652 sections 3 and 5.1: version 1, because the content is plain data. */
function contentInfo(signer: Signer, content: Envelope, signerInfos: Bytes): Envelope {
  const encapsulated = wrap(TAG.sequence, content, derObjectIdentifier(CONTENT_TYPE.data));
  const head = concatBytes(VERSION_1, der(TAG.set, digestIdentifier(signer.digestAlgorithm)));
  const tail = concatBytes(der(explicitTag(0), signer.certificate), der(TAG.set, signerInfos));
  const signedData = wrap(TAG.sequence, encapsulated, head, tail);
  const type = derObjectIdentifier(CONTENT_TYPE.signedData);
  return wrap(TAG.sequence, wrap(explicitTag(0), signedData), type);
}

const NOTHING = new Uint8Array();

function around(contentLength = 0): Envelope {
  return { before: NOTHING, contentLength, after: NOTHING };
}

/** One element whose contents are these three, one after the other. */
function wrap(tag: number, inner: Envelope, first: Bytes = NOTHING, last: Bytes = NOTHING): Envelope {
  const { before, contentLength, after } = inner;
  const length = first.length + before.length + contentLength + after.length + last.length;
  return {
    before: concatBytes(derHeader(tag, length), first, before),
    contentLength,
    after: concatBytes(after, last),
  };
}
