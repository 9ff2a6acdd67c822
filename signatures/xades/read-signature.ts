/** A `ds:Signature` element, read but not judged: XML Signature 1.1 section 4. */
import { fromBase64 } from '../../shared/base64.ts';
import type { DigestAlgorithm } from '../../shared/jpki.ts';
import { SignatureFailure } from '../signature-failure.ts';
import type { CanonicalMethod } from '../xml/canonicalise.ts';
import {
  attributeOf,
  childElements,
  childrenNamed,
  onlyChild,
  optionalChild,
  textOf,
} from '../xml/element-content.ts';
import type { XmlElement } from '../xml/xml-tree.ts';
import {
  acceptedAlgorithm,
  CANONICAL_METHODS,
  DIGEST_METHOD,
  ENVELOPED_SIGNATURE,
  SIGNATURE_METHOD,
} from './algorithms.ts';
import { DS, EXCLUSIVE, XADES } from './namespaces.ts';

export interface XmlSignature {
  readonly element: XmlElement;
  readonly signedInfo: XmlElement;
  readonly canonicalMethod: CanonicalMethod;
  readonly digestAlgorithm: DigestAlgorithm;
  readonly references: readonly Reference[];
  readonly signatureValue: XmlElement;
  /** DER, those of KeyInfo. */
  readonly certificates: readonly Uint8Array[];
  /** XAdES; undefined in a signature that has none. */
  readonly qualifyingProperties: XmlElement | undefined;
}

export interface Reference {
  readonly uri: string;
  readonly type: string | undefined;
  /** Whether the signature itself is taken out. */
  readonly isEnveloped: boolean;
  /** Undefined when none is named. */
  readonly canonicalMethod: CanonicalMethod | undefined;
  readonly digestAlgorithm: DigestAlgorithm;
  readonly digest: Uint8Array;
}

/** More than any form of application refers to, each of which costs a digest. */
const REFERENCES_MAX = 200;

/** @throws SignatureFailure, SyntaxError */
export function readSignature(element: XmlElement): XmlSignature {
  const signedInfo = onlyChild(element, DS, 'SignedInfo');
  const references = childrenNamed(signedInfo, DS, 'Reference');
  if (references.length === 0) throw new SyntaxError('no Reference');
  if (references.length > REFERENCES_MAX)
    throw new SignatureFailure('signature-form-unsupported', `${references.length} references`);
  return {
    element,
    signedInfo,
    canonicalMethod: readCanonicalMethod(onlyChild(signedInfo, DS, 'CanonicalizationMethod')),
    digestAlgorithm: acceptedAlgorithm(
      SIGNATURE_METHOD,
      identifierOf(onlyChild(signedInfo, DS, 'SignatureMethod')),
    ),
    references: references.map(readReference),
    signatureValue: onlyChild(element, DS, 'SignatureValue'),
    certificates: readCertificates(element),
    qualifyingProperties: findQualifyingProperties(element),
  };
}

function readReference(element: XmlElement): Reference {
  const uri = attributeOf(element, 'URI');
  // Section 4.4.3.1: what is meant then is for the application to know.
  if (uri === undefined) throw new SignatureFailure('signature-form-unsupported', 'a reference without URI');
  const transforms = optionalChild(element, DS, 'Transforms');
  return {
    uri,
    type: attributeOf(element, 'Type'),
    ...readTransforms(transforms ? childrenNamed(transforms, DS, 'Transform') : []),
    digestAlgorithm: acceptedAlgorithm(DIGEST_METHOD, identifierOf(onlyChild(element, DS, 'DigestMethod'))),
    digest: readBase64(onlyChild(element, DS, 'DigestValue')),
  };
}

/** The signature taken out, then a canonical form; either may be missing. Nothing else, and in no other order. */
function readTransforms(
  transforms: readonly XmlElement[],
): Pick<Reference, 'isEnveloped' | 'canonicalMethod'> {
  const [first] = transforms;
  const isEnveloped = first !== undefined && identifierOf(first) === ENVELOPED_SIGNATURE;
  if (isEnveloped && childElements(first).length > 0) throw new SyntaxError('a transform with parameters');
  const [canonical, ...others] = transforms.slice(isEnveloped ? 1 : 0);
  if (others.length > 0)
    throw new SignatureFailure('signature-form-unsupported', 'more transforms than are known');
  return { isEnveloped, canonicalMethod: canonical && readCanonicalMethod(canonical) };
}

/** CanonicalizationMethod or Transform. */
export function readCanonicalMethod(element: XmlElement): CanonicalMethod {
  const identifier = identifierOf(element);
  const method = CANONICAL_METHODS.get(identifier);
  if (!method) throw new SignatureFailure('signature-form-unsupported', `transform ${identifier}`);
  const parameters = optionalChild(element, EXCLUSIVE, 'InclusiveNamespaces');
  if (childElements(element).length > (parameters && method.exclusive ? 1 : 0))
    throw new SignatureFailure('signature-form-unsupported', `parameters of transform ${identifier}`);
  return parameters ? { ...method, inclusivePrefixes: readPrefixes(parameters) } : method;
}

/** Exclusive XML Canonicalization section 3: a list of prefixes, in which the default namespace has a name. */
function readPrefixes(parameters: XmlElement): ReadonlySet<string> {
  const prefixes = (attributeOf(parameters, 'PrefixList') ?? '')
    .split(/[ \t\r\n]+/u)
    .filter((prefix) => prefix !== '');
  return new Set(prefixes.map((prefix) => (prefix === '#default' ? '' : prefix)));
}

export function identifierOf(method: XmlElement): string {
  const identifier = attributeOf(method, 'Algorithm');
  if (identifier === undefined) throw new SyntaxError(`no Algorithm in ${method.local}`);
  return identifier;
}

/** Lines may be broken wherever the signer liked. */
export function readBase64(element: XmlElement): Uint8Array {
  return fromBase64(textOf(element).replace(/[ \t\r\n]+/gu, ''));
}

function readCertificates(signature: XmlElement): readonly Uint8Array[] {
  const keyInfo = optionalChild(signature, DS, 'KeyInfo');
  return (keyInfo ? childrenNamed(keyInfo, DS, 'X509Data') : [])
    .flatMap((data) => childrenNamed(data, DS, 'X509Certificate'))
    .map(readBase64);
}

/** ETSI EN 319 132-1 section 4.4.1: one element in one Object. */
function findQualifyingProperties(signature: XmlElement): XmlElement | undefined {
  const [properties, ...others] = childrenNamed(signature, DS, 'Object').flatMap((object) =>
    childrenNamed(object, XADES, 'QualifyingProperties'),
  );
  if (others.length > 0) throw new SignatureFailure('signer-ambiguous', 'more than one QualifyingProperties');
  return properties;
}
