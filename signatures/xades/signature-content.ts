import { SignatureFailure } from '../signature-failure.ts';
import type { XmlElement } from '../xml/xml-tree.ts';
import { DS, EXCLUSIVE, XADES, XADES_141 } from './namespaces.ts';

/**
 * All that may stand in a signature. What is not here is refused, because it is either a way of saying what was signed
 * that is not followed (Manifest, RetrievalMethod, XPath, HMACOutputLength) or hides what nobody has signed where somebody
 * looks for the document's own elements.
 */
const ALLOWED: ReadonlyMap<string, ReadonlySet<string> | 'all'> = new Map<
  string,
  ReadonlySet<string> | 'all'
>([
  [
    DS,
    new Set([
      'Signature',
      'SignedInfo',
      'CanonicalizationMethod',
      'SignatureMethod',
      'Reference',
      'Transforms',
      'Transform',
      'DigestMethod',
      'DigestValue',
      'SignatureValue',
      'KeyInfo',
      'KeyName',
      'KeyValue',
      'RSAKeyValue',
      'Modulus',
      'Exponent',
      'X509Data',
      'X509IssuerSerial',
      'X509IssuerName',
      'X509SerialNumber',
      'X509SKI',
      'X509SubjectName',
      'X509Certificate',
      'X509CRL',
      'Object',
    ]),
  ],
  [EXCLUSIVE, new Set(['InclusiveNamespaces'])],
  [XADES, 'all'],
  [XADES_141, 'all'],
]);

/** Where another signature may stand, which is then reported by itself. */
const HOLDS_SIGNATURE: readonly (readonly [uri: string, local: string])[] = [
  [DS, 'Object'],
  [XADES, 'CounterSignature'],
];

/** @throws SignatureFailure */
export function expectAllowedContent(element: XmlElement): void {
  for (const child of element.children) {
    if (child.kind !== 'element') continue;
    const allowed = ALLOWED.get(child.uri);
    if (allowed !== 'all' && !allowed?.has(child.local)) throw notAllowed(child);
    if (child.uri !== DS || child.local !== 'Signature') expectAllowedContent(child);
    else if (!HOLDS_SIGNATURE.some(([uri, local]) => element.uri === uri && element.local === local))
      throw notAllowed(child);
  }
}

function notAllowed({ local }: XmlElement): SignatureFailure {
  return new SignatureFailure('signature-form-unsupported', `${local} in the signature`);
}
