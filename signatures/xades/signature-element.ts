/**
 * The `ds:Signature` element of an XAdES signature of level B-B or B-T: ETSI EN 319 132-1 section 6.3, in the order of
 * its schemas.
 *
 * What is signed or stamped is written in its exclusive canonical form, each with the namespaces that it uses and without
 * white space, so that the octets in the file are the octets of the digests, wherever the signature stands.
 */
import { toBase64 } from '../../shared/base64.ts';
import { toUtf8 } from '../../shared/bytes.ts';
import type { DigestAlgorithm } from '../../shared/jpki.ts';
import type { Signer } from '../container.ts';
import { startHash } from '../running-hash.ts';
import { escapeText } from '../xml/escape-xml.ts';
import { spellElement } from '../xml/spell-element.ts';
import { DIGEST_METHOD, EXCLUSIVE_CANONICAL_XML, SIGNATURE_METHOD } from './algorithms.ts';
import { DS, SIGNED_PROPERTIES_TYPE, XADES } from './namespaces.ts';

/** What is signed of the document. */
export interface DocumentReference {
  readonly uri: string;
  /** Identifiers, in the order of their application. */
  readonly transforms: readonly string[];
  readonly digest: Uint8Array;
  /** Media type. */
  readonly type: string;
}

export interface SignatureDescription {
  /** Of this signature, as no other element of the document has it. */
  readonly id: string;
  readonly digestAlgorithm: DigestAlgorithm;
  readonly document: DocumentReference;
  readonly signer: Signer;
}

const XMLNS_DS = { 'xmlns:ds': DS } as const;
const XMLNS_XADES = { 'xmlns:xades': XADES } as const;

export function spellSignature(
  description: SignatureDescription,
  signature: Uint8Array,
  timestampToken?: Uint8Array,
): string {
  const { id, signer } = description;
  const certificate = spellElement('ds:X509Certificate', {}, toBase64(signer.certificate));
  const qualifyingProperties = spellElement(
    'xades:QualifyingProperties',
    { ...XMLNS_XADES, Target: `#${id}` },
    spellSignedProperties(description),
    ...(timestampToken ? [spellUnsignedProperties(timestampToken)] : []),
  );
  return spellElement(
    'ds:Signature',
    { ...XMLNS_DS, Id: id },
    spellSignedInfo(description),
    spellSignatureValue(description, signature),
    spellElement('ds:KeyInfo', {}, spellElement('ds:X509Data', {}, certificate)),
    spellElement('ds:Object', {}, qualifyingProperties),
  );
}

/** What the card signs. */
export function spellSignedInfo(description: SignatureDescription): string {
  const { id, digestAlgorithm, document } = description;
  const properties = toUtf8(spellSignedProperties(description));
  const digest = startHash(digestAlgorithm).update(properties).digest();
  return spellElement(
    'ds:SignedInfo',
    XMLNS_DS,
    spellMethod('ds:CanonicalizationMethod', EXCLUSIVE_CANONICAL_XML),
    spellMethod('ds:SignatureMethod', SIGNATURE_METHOD[digestAlgorithm]),
    spellElement(
      'ds:Reference',
      { Id: documentReferenceId(id), URI: document.uri },
      ...spellTransforms(document.transforms),
      ...spellDigest(digestAlgorithm, document.digest),
    ),
    spellElement(
      'ds:Reference',
      { Type: SIGNED_PROPERTIES_TYPE, URI: `#${signedPropertiesId(id)}` },
      ...spellTransforms([EXCLUSIVE_CANONICAL_XML]),
      ...spellDigest(digestAlgorithm, digest),
    ),
  );
}

/** What the time-stamp authority stamps: ETSI EN 319 132-1 section 5.3. */
export function spellSignatureValue({ id }: SignatureDescription, signature: Uint8Array): string {
  return spellElement('ds:SignatureValue', { ...XMLNS_DS, Id: `${id}-value` }, toBase64(signature));
}

/** ETSI EN 319 132-1 sections 5.2.1, 5.2.2 and 5.2.4. */
function spellSignedProperties({ id, digestAlgorithm, document, signer }: SignatureDescription): string {
  const digest = startHash(digestAlgorithm).update(signer.certificate).digest();
  return spellElement(
    'xades:SignedProperties',
    { ...XMLNS_XADES, Id: signedPropertiesId(id) },
    spellElement(
      'xades:SignedSignatureProperties',
      {},
      spellElement('xades:SigningTime', {}, `${signer.time.toISOString().slice(0, 19)}Z`),
      spellElement(
        'xades:SigningCertificateV2',
        {},
        spellElement(
          'xades:Cert',
          {},
          spellElement('xades:CertDigest', {}, ...spellDigest(digestAlgorithm, digest, XMLNS_DS)),
        ),
      ),
    ),
    spellElement(
      'xades:SignedDataObjectProperties',
      {},
      spellElement(
        'xades:DataObjectFormat',
        { ObjectReference: `#${documentReferenceId(id)}` },
        spellElement('xades:MimeType', {}, escapeText(document.type)),
      ),
    ),
  );
}

/** ETSI EN 319 132-1 section 5.3. */
function spellUnsignedProperties(timestampToken: Uint8Array): string {
  const timestamp = spellElement(
    'xades:SignatureTimeStamp',
    {},
    spellMethod('ds:CanonicalizationMethod', EXCLUSIVE_CANONICAL_XML),
    spellElement('xades:EncapsulatedTimeStamp', {}, toBase64(timestampToken)),
  );
  return spellElement(
    'xades:UnsignedProperties',
    {},
    spellElement('xades:UnsignedSignatureProperties', {}, timestamp),
  );
}

function spellTransforms(transforms: readonly string[]): readonly string[] {
  // The schema has no list of none.
  if (transforms.length === 0) return [];
  return [
    spellElement('ds:Transforms', {}, ...transforms.map((method) => spellMethod('ds:Transform', method))),
  ];
}

function spellDigest(
  algorithm: DigestAlgorithm,
  digest: Uint8Array,
  namespaces: Readonly<Record<string, string>> = {},
): readonly string[] {
  return [
    spellMethod('ds:DigestMethod', DIGEST_METHOD[algorithm], namespaces),
    spellElement('ds:DigestValue', namespaces, toBase64(digest)),
  ];
}

function spellMethod(
  name: string,
  identifier: string,
  namespaces: Readonly<Record<string, string>> = {},
): string {
  return spellElement(name, { ...namespaces, Algorithm: identifier });
}

function documentReferenceId(id: string): string {
  return `${id}-document`;
}

function signedPropertiesId(id: string): string {
  return `${id}-properties`;
}
