/** CMS SignedData (RFC 5652 section 5.1), read but not judged. */
import { type DerReader, explicitTag, readOnly, TAG } from '../der/der-reader.ts';
import { readObjectIdentifier, readSmallInteger } from '../der/der-values.ts';
import { CONTENT_TYPE } from './cms-oid.ts';
import { firstElement } from './definite-lengths.ts';

export interface SignedData {
  /** Of the content: an object identifier. */
  readonly contentType: string;
  /** Undefined when it is elsewhere. */
  readonly content: Uint8Array | undefined;
  /** DER, in their order; those of other kinds than X.509 are passed over. */
  readonly certificates: readonly Uint8Array[];
  /** DER of each SignerInfo. */
  readonly signerInfos: readonly Uint8Array[];
}

/**
 * @param padding may follow it, as zeros do in the room that a PDF keeps for its signature
 * @throws SyntaxError
 */
export function parseSignedData(
  cms: Uint8Array,
  { padding }: { readonly padding?: 'zeros' } = {},
): SignedData {
  const { element, rest } = firstElement(cms);
  if (padding ? rest.some((octet) => octet !== 0) : rest.length > 0) throw new SyntaxError('more than a CMS');
  const contentInfo = readOnly(element, TAG.sequence);
  if (readObjectIdentifier(contentInfo) !== CONTENT_TYPE.signedData)
    throw new SyntaxError('not a SignedData');
  const content = contentInfo.read(explicitTag(0));
  contentInfo.expectEnd();
  const signedData = readSignedData(content.read(TAG.sequence));
  content.expectEnd();
  return signedData;
}

function readSignedData(fields: DerReader): SignedData {
  // The versions only say which of the optional parts may be there.
  if (![1, 3, 4, 5].includes(readSmallInteger(fields))) throw new SyntaxError('another version');
  // What is digested by what, each SignerInfo says again.
  fields.read(TAG.set);
  const encapsulated = fields.read(TAG.sequence);
  const contentType = readObjectIdentifier(encapsulated);
  const content = readContent(encapsulated);
  const certificates = readElements(fields.readOptional(explicitTag(0))).filter(isX509);
  // Revocation lists.
  fields.readOptional(explicitTag(1));
  const signerInfos = readElements(fields.read(TAG.set));
  fields.expectEnd();
  return { contentType, content, certificates, signerInfos };
}

function readContent(encapsulated: DerReader): Uint8Array | undefined {
  const explicit = encapsulated.readOptional(explicitTag(0));
  encapsulated.expectEnd();
  if (!explicit) return undefined;
  const content = explicit.read(TAG.octetString).rest;
  explicit.expectEnd();
  return content;
}

/** Of certificates, and of signers: far more than anybody sends, and few enough to look at each. */
const ELEMENTS_MAX = 256;

function readElements(set: DerReader | undefined): readonly Uint8Array[] {
  const elements: Uint8Array[] = [];
  while (set?.nextTag !== undefined) {
    if (elements.length === ELEMENTS_MAX) throw new SyntaxError('more certificates or signers than are read');
    elements.push(set.readElement(set.nextTag));
  }
  return elements;
}

/** CertificateChoices, RFC 5652 section 10.2.2: the others have tags of their own. */
function isX509([tag]: Uint8Array): boolean {
  return tag === TAG.sequence;
}
