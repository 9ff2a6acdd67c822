/** What an XML signature refers to: XML Signature 1.1 section 4.4.3, and what of it is followed. */
import { equalBytes } from '../../shared/bytes.ts';
import { SignatureFailure } from '../signature-failure.ts';
import type { Coverage } from '../signature-report.ts';
import { isWithin, type XmlElement } from '../xml/xml-tree.ts';
import { INCLUSIVE } from './algorithms.ts';
import type { Canonicaliser } from './canonicaliser.ts';
import { startHash } from '../running-hash.ts';
import type { RememberedDigests } from './remembered-digests.ts';
import type { Identifiers } from './identifiers.ts';
import { SIGNED_PROPERTIES_TYPE } from './namespaces.ts';
import type { Reference, XmlSignature } from './read-signature.ts';

/** Where references lead. */
export interface Surroundings {
  readonly root: XmlElement;
  /** Processing instructions around the root element, such as a style sheet by which the document is shown. */
  readonly hasInstructionsAround: boolean;
  readonly canonicaliser: Canonicaliser;
  readonly identifiers: Identifiers;
  readonly digests: RememberedDigests;
  /** Other documents by name. Nothing is fetched. */
  readonly documents: ReadonlyMap<string, Uint8Array>;
}

export interface ResolvedReference {
  readonly reference: Reference;
  readonly target: Target;
}

type Target =
  | { readonly kind: 'whole-document' }
  /** One, or it is not certain which is meant. */
  | { readonly kind: 'elements'; readonly elements: readonly XmlElement[] }
  /** The content is undefined when nobody has given it. */
  | { readonly kind: 'other-document'; readonly content: Uint8Array | undefined };

/** @throws SignatureFailure */
export function resolveReferences(
  { references }: XmlSignature,
  surroundings: Surroundings,
): readonly ResolvedReference[] {
  return references.map((reference) => ({ reference, target: resolve(reference, surroundings) }));
}

function resolve(reference: Reference, { identifiers, documents }: Surroundings): Target {
  const { uri } = reference;
  if (uri === '') return { kind: 'whole-document' };
  // `#xpointer(...)` is what the recommendation calls it; a bare name is an identifier.
  if (/^#xpointer\(/u.test(uri)) throw new SignatureFailure('signature-form-unsupported', `reference ${uri}`);
  if (uri.startsWith('#')) return { kind: 'elements', elements: [...(identifiers.get(uri.slice(1)) ?? [])] };
  if (reference.isEnveloped || reference.canonicalMethod)
    throw new SignatureFailure('signature-form-unsupported', 'a transform of another document');
  return { kind: 'other-document', content: documents.get(uri) ?? documents.get(decodeUri(uri)) };
}

function decodeUri(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    // Not percent-encoded: nobody's name.
    return uri;
  }
}

/**
 * That the signature's own properties are signed with it.
 * @throws SignatureFailure
 */
export function expectSignedProperties(
  references: readonly ResolvedReference[],
  properties: XmlElement,
): void {
  const [found, ...others] = references.filter(({ reference }) => reference.type === SIGNED_PROPERTIES_TYPE);
  if (!found) throw new SignatureFailure('signer-certificate-unbound', 'the properties are not signed');
  const { target, reference } = found;
  if (others.length > 0 || target.kind !== 'elements' || !target.elements.includes(properties))
    throw new SignatureFailure(
      'signer-certificate-unbound',
      'other properties are signed than those that are there',
    );
  if (reference.isEnveloped)
    throw new SignatureFailure('signature-form-unsupported', 'the properties without the signature in them');
}

/**
 * How much is signed: the document of which the signature is a part, or, if it is a file of its own, other documents.
 * @throws SignatureFailure
 */
export function coverageOf(
  references: readonly ResolvedReference[],
  { element }: XmlSignature,
  { root, hasInstructionsAround, documents }: Surroundings,
): Coverage {
  const targets = references.map(({ target }) => target);
  const others = targets.filter((target) => target.kind === 'other-document');
  const isFileOfItsOwn = element === root;
  const coversRoot = targets.some(
    (target) =>
      target.kind === 'whole-document' ||
      (target.kind === 'elements' && target.elements.includes(root) && !hasInstructionsAround),
  );
  if (isFileOfItsOwn ? others.length === 0 : !coversRoot)
    throw new SignatureFailure('coverage-gap', 'the signature does not cover the document');
  // Whoever gives a document wants to know of it.
  const given = new Set(documents.values());
  if (![...given].every((content) => others.some((other) => other.content === content)))
    throw new SignatureFailure('coverage-gap', 'the signature does not cover all documents that were given');
  return { kind: others.some(({ content }) => !content) ? 'document-missing' : 'whole-document' };
}

/**
 * That what is referred to is certain, and is what was signed.
 * @throws SignatureFailure
 */
export function expectDigests(
  references: readonly ResolvedReference[],
  signature: XmlSignature,
  surroundings: Surroundings,
): void {
  for (const { target } of references) {
    if (target.kind === 'elements' && target.elements.length !== 1)
      throw new SignatureFailure(
        'reference-ambiguous',
        `${target.elements.length} elements of one identifier`,
      );
  }
  for (const { reference, target } of references) {
    const digest = digestOf(reference, target, signature.element, surroundings);
    if (digest && !equalBytes(digest, reference.digest))
      throw new SignatureFailure('digest-mismatch', `what is at "${reference.uri}" is another`);
  }
}

/** Undefined when there is nothing to compare with. */
function digestOf(
  reference: Reference,
  target: Target,
  signature: XmlElement,
  { canonicaliser, digests }: Surroundings,
): Uint8Array | undefined {
  if (target.kind === 'other-document')
    return target.content && digests.of(target.content, reference.digestAlgorithm);
  const without = reference.isEnveloped ? signature : undefined;
  // What a reference without XPointer selects has no comments, whichever form follows (section 4.4.3.3).
  const method = { ...(reference.canonicalMethod ?? INCLUSIVE), comments: false };
  const hash = startHash(reference.digestAlgorithm);
  if (target.kind === 'whole-document') return hash.update(canonicaliser.document(method, without)).digest();
  const [element] = target.elements;
  // The signature taken out of a part of itself leaves nothing.
  if (!element || (without && isWithin(element, without)))
    throw new SignatureFailure('signature-form-unsupported', 'a part of the signature without the signature');
  return hash.update(canonicaliser.element(element, method, without)).digest();
}
