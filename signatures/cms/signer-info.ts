/** SignerInfo (RFC 5652 section 5.3), read but not judged. */
import { type Bytes, concatBytes } from '../../shared/bytes.ts';
import { type DerReader, explicitTag, implicitTag, readOnly, TAG } from '../der/der-reader.ts';
import { readAlgorithm, readInteger, readObjectIdentifier, readSmallInteger } from '../der/der-values.ts';
import { compareOctets } from './signed-attributes.ts';

export interface SignerInfo {
  readonly identifier: SignerIdentifier;
  /** Object identifier. */
  readonly digestAlgorithm: string;
  /** Undefined without any, which is when the signature is over the content itself. */
  readonly signedAttributes: SignedAttributes | undefined;
  /** Object identifier. */
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
  readonly unsignedAttributes: Attributes;
}

export type SignerIdentifier =
  | {
      readonly by: 'issuer-and-serial-number';
      /** DER of the Name. */
      readonly issuer: Uint8Array;
      /** Contents of the INTEGER. */
      readonly serialNumber: Uint8Array;
    }
  | { readonly by: 'subject-key-identifier'; readonly keyIdentifier: Uint8Array };

export interface SignedAttributes {
  /** The octets that are signed: the SET OF with its own tag (section 5.4). */
  readonly der: Bytes;
  readonly attributes: Attributes;
}

/** By object identifier: what the SET of values holds. */
export type Attributes = ReadonlyMap<string, Uint8Array>;

/** @throws SyntaxError */
export function parseSignerInfo(der: Uint8Array): SignerInfo {
  const fields = readOnly(der, TAG.sequence);
  const version = readSmallInteger(fields);
  const identifier = readIdentifier(fields);
  if (version !== (identifier.by === 'subject-key-identifier' ? 3 : 1))
    throw new SyntaxError('another version');
  const digestAlgorithm = readAlgorithm(fields);
  const signedAttributes = readSignedAttributes(fields);
  const signatureAlgorithm = readAlgorithm(fields);
  const signature = fields.read(TAG.octetString).rest;
  const unsignedAttributes = readUnsignedSet(fields.readOptional(explicitTag(1)));
  fields.expectEnd();
  return {
    identifier,
    digestAlgorithm,
    signedAttributes,
    signatureAlgorithm,
    signature,
    unsignedAttributes,
  };
}

function readIdentifier(fields: DerReader): SignerIdentifier {
  const keyIdentifier = fields.readOptional(implicitTag(0))?.rest;
  if (keyIdentifier) return { by: 'subject-key-identifier', keyIdentifier };
  const names = fields.read(TAG.sequence);
  const issuer = names.readElement(TAG.sequence);
  const serialNumber = readInteger(names);
  names.expectEnd();
  return { by: 'issuer-and-serial-number', issuer, serialNumber };
}

function readSignedAttributes(fields: DerReader): SignedAttributes | undefined {
  if (fields.nextTag !== explicitTag(0)) return undefined;
  const element = fields.readElement(explicitTag(0));
  const attributes = readSignedSet(readOnly(element, explicitTag(0)));
  return { der: concatBytes(Uint8Array.of(TAG.set), element.subarray(1)), attributes };
}

/**
 * Section 5.3: none twice. What is signed is their DER, whatever order they are sent in; tools send them in that order,
 * and here there is no other.
 */
function readSignedSet(list: DerReader): Attributes {
  const attributes = new Map<string, Uint8Array>();
  let last: Uint8Array = new Uint8Array();
  while (!list.isAtEnd) {
    const element = list.readElement(TAG.sequence);
    if (compareOctets(last, element) >= 0) throw new SyntaxError('a SET OF in another order');
    last = element;
    const { type, values } = readAttribute(element);
    if (attributes.has(type)) throw new SyntaxError('the same attribute twice');
    addAttribute(attributes, type, values);
  }
  return attributes;
}

/** Anybody can add to these: the first of each type counts. */
function readUnsignedSet(list: DerReader | undefined): Attributes {
  const attributes = new Map<string, Uint8Array>();
  while (list?.isAtEnd === false) {
    const { type, values } = readAttribute(list.readElement(TAG.sequence));
    if (!attributes.has(type)) addAttribute(attributes, type, values);
  }
  return attributes;
}

/** Far more than anybody sends. */
const ATTRIBUTES_MAX = 256;

function addAttribute(attributes: Map<string, Uint8Array>, type: string, values: Uint8Array): void {
  if (attributes.size === ATTRIBUTES_MAX) throw new SyntaxError('more attributes than are read');
  attributes.set(type, values);
}

function readAttribute(element: Uint8Array): { readonly type: string; readonly values: Uint8Array } {
  const fields = readOnly(element, TAG.sequence);
  const type = readObjectIdentifier(fields);
  const values = fields.read(TAG.set).rest;
  fields.expectEnd();
  return { type, values };
}

/**
 * The one value of an attribute.
 * @throws SyntaxError when there are more
 */
export function singleValue(attributes: Attributes, type: string, tag: number): DerReader | undefined {
  const values = attributes.get(type);
  return values && readOnly(values, tag);
}
