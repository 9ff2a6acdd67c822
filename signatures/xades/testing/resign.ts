/**
 * Digests and signature of an XML signature anew, after somebody has edited it: what a signer could have made with other
 * software, or with bad intentions. Written apart from the verifier, but for the canonical forms. Not published.
 */
import { createHash, sign } from 'node:crypto';
import type { TestSigner } from '../../testing/test-signer.ts';
import { canonicaliseDocument, canonicaliseElement } from '../../xml/canonicalise.ts';
import { parseXmlTree, type XmlDocument, type XmlElement } from '../../xml/xml-tree.ts';
import { CANONICAL_METHODS, ENVELOPED_SIGNATURE, INCLUSIVE } from '../algorithms.ts';
import { DS } from '../namespaces.ts';

/** Of the first signature in the document, which has to spell its elements `ds:DigestValue` and `ds:SignatureValue`. */
export function resign(xml: string, signer: TestSigner): string {
  const start = xml.indexOf('<ds:SignedInfo');
  const end = xml.indexOf('</ds:SignedInfo>');
  const document = parseXmlTree(xml);
  const digests = childrenOf(firstSignedInfo(document), 'Reference').map((reference) =>
    digestOf(reference, document),
  );
  let index = 0;
  const signedInfo = xml.slice(start, end).replaceAll(/(<ds:DigestValue[^>]*>)[^<]*/gu, (_, tag: string) => {
    const digest = digests[index] ?? '';
    index += 1;
    return tag + digest;
  });
  return fillSignatureValue(xml.slice(0, start) + signedInfo + xml.slice(end), signer);
}

function fillSignatureValue(xml: string, signer: TestSigner): string {
  const signedInfo = firstSignedInfo(parseXmlTree(xml));
  const [canonicalization] = childrenOf(signedInfo, 'CanonicalizationMethod');
  const [signatureMethod] = childrenOf(signedInfo, 'SignatureMethod');
  const octets = canonicaliseElement(signedInfo, methodOf(canonicalization));
  const value = sign(hashName(signatureMethod), octets, signer.privateKey).toString('base64');
  return xml.replace(/(<ds:SignatureValue[^>]*>)[^<]*/u, `$1${value}`);
}

function digestOf(reference: XmlElement, document: XmlDocument): string {
  const uri = attribute(reference, 'URI');
  const transforms = childrenOf(reference, 'Transforms').flatMap((list) => childrenOf(list, 'Transform'));
  const isEnveloped = transforms.some(
    (transform) => attribute(transform, 'Algorithm') === ENVELOPED_SIGNATURE,
  );
  const method = { ...methodOf(transforms.at(-1)), comments: false };
  const [digestMethod] = childrenOf(reference, 'DigestMethod');
  const without = isEnveloped ? firstSignedInfo(document).parent : undefined;
  const target = document.elements.find((element) => attribute(element, 'Id') === uri?.slice(1));
  const octets =
    uri === '' || !target
      ? canonicaliseDocument(document, method, without)
      : canonicaliseElement(target, method, without);
  return createHash(hashName(digestMethod)).update(octets).digest('base64');
}

function firstSignedInfo(document: XmlDocument): XmlElement {
  const found = document.elements.find(({ uri, local }) => uri === DS && local === 'SignedInfo');
  if (!found) throw new Error('no SignedInfo');
  return found;
}

function methodOf(element: XmlElement | undefined) {
  return CANONICAL_METHODS.get((element && attribute(element, 'Algorithm')) ?? '') ?? INCLUSIVE;
}

/** `sha256` of an identifier that ends in `#rsa-sha256` or `#sha256`; of any other, too. */
function hashName(method: XmlElement | undefined): string {
  return /(?:sha1|sha384|sha512)$/u.exec((method && attribute(method, 'Algorithm')) ?? '')?.[0] ?? 'sha256';
}

function childrenOf(element: XmlElement, local: string): readonly XmlElement[] {
  return element.children
    .filter((child) => child.kind === 'element')
    .filter((child) => child.local === local);
}

function attribute(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((candidate) => candidate.name === name)?.value;
}
