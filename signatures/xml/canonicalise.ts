/** The canonical form of a document or of an element in it: the octets that an XML signature's digests are taken over. */
import { type Bytes, toUtf8 } from '../../shared/bytes.ts';
import { SignatureFailure } from '../signature-failure.ts';
import { type CanonicalForm, CanonicalWriter } from './canonical-writer.ts';
import type { XmlAttribute, XmlTag } from './read-xml.ts';
import { ancestors, type XmlDocument, type XmlElement, type XmlNode } from './xml-tree.ts';

export interface CanonicalMethod extends CanonicalForm {
  /** What an element that stands alone inherits of the attributes `xml:*`: all of them, or those of version 1.1. */
  readonly inherits: 'nothing' | 'all' | 'language-and-space';
}

/** @param without is left out, with all that is in it */
export function canonicaliseDocument(
  document: XmlDocument,
  method: CanonicalMethod,
  without?: XmlElement,
): Bytes {
  return collect(method, (writer) => {
    writeNodes(document.children, writer, without);
  });
}

/**
 * @param without is left out, with all that is in it
 * @throws SignatureFailure `signature-form-unsupported`
 */
export function canonicaliseElement(
  element: XmlElement,
  method: CanonicalMethod,
  without?: XmlElement,
): Bytes {
  const apex = { ...element, ...inherit(element, method) };
  return collect(method, (writer) => {
    writeElement(apex, writer, without);
  });
}

function collect(method: CanonicalMethod, write: (writer: CanonicalWriter) => void): Bytes {
  const texts: string[] = [];
  write(new CanonicalWriter(method, (text) => texts.push(text)));
  return toUtf8(texts.join(''));
}

function writeNodes(
  nodes: readonly XmlNode[],
  writer: CanonicalWriter,
  without: XmlElement | undefined,
): void {
  for (const node of nodes) {
    if (node === without) continue;
    if (node.kind === 'element') writeElement(node, writer, without);
    else if (node.kind === 'text') writer.text(node.text);
    else if (node.kind === 'comment') writer.comment(node.text);
    else writer.instruction(node.target, node.data);
  }
}

/** No deeper than documents are read (XML_MAX_DEPTH). */
function writeElement(element: XmlElement, writer: CanonicalWriter, without: XmlElement | undefined): void {
  writer.open(element);
  writeNodes(element.children, writer, without);
  writer.close();
}

/**
 * With what stands on the elements around it and counts for the element too. The work is in proportion to what is
 * written then, so that many references to one place cost no more than their octets.
 */
function inherit(element: XmlElement, method: CanonicalMethod): Pick<XmlTag, 'attributes' | 'declarations'> {
  const { exclusive, inclusivePrefixes, inherits } = method;
  const outside = [...ancestors(element)].slice(1).reverse();
  if (exclusive) {
    const prefixes = [...(inclusivePrefixes ?? [])];
    const inherited = prefixes.flatMap((prefix) =>
      outside.flatMap((ancestor) => declarationOf(ancestor, prefix)),
    );
    return { attributes: element.attributes, declarations: new Map([...inherited, ...element.declarations]) };
  }
  const inherited = outside.flatMap((ancestor) => ancestor.inheritable);
  const own = new Map(
    [...inherited.filter((attribute) => isInherited(attribute, inherits)), ...element.attributes].map(
      (attribute) => [attribute.name, attribute],
    ),
  );
  return {
    attributes: [...own.values()],
    declarations: new Map([...outside, element].flatMap((ancestor) => [...ancestor.declarations])),
  };
}

function declarationOf(
  element: XmlElement,
  prefix: string,
): readonly (readonly [prefix: string, uri: string])[] {
  const uri = element.declarations.get(prefix);
  return uri === undefined ? [] : [[prefix, uri]];
}

function isInherited({ local }: XmlAttribute, inherits: CanonicalMethod['inherits']): boolean {
  if (inherits !== 'language-and-space') return inherits === 'all';
  // Canonical XML 1.1 section 2.4 joins the addresses, which nothing that is signed here needs.
  if (local === 'base') throw new SignatureFailure('signature-form-unsupported', 'an inherited xml:base');
  return local === 'lang' || local === 'space';
}
