/** The canonical form of a document or of an element in it: the octets that an XML signature's digests are taken over. */
import { type Bytes, toUtf8 } from '../../shared/bytes.ts';
import { type CanonicalForm, CanonicalWriter } from './canonical-writer.ts';
import type { XmlAttribute, XmlTag } from './read-xml.ts';
import { ancestors, type XmlDocument, type XmlElement, type XmlNode } from './xml-tree.ts';

export interface CanonicalMethod extends CanonicalForm {
  /** What an element that stands alone inherits of the attributes `xml:*`: all of them, or those of version 1.1. */
  readonly inherits: 'nothing' | 'all' | 'language-and-space';
}

/** Cannot be written in this form. */
export class NotCanonical extends Error {}

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
 * @throws NotCanonical
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

/** What stands on the elements around it, and counts for the element too. The exclusive form takes what it needs of it. */
function inherit(
  element: XmlElement,
  { inherits }: CanonicalMethod,
): Pick<XmlTag, 'attributes' | 'declarations'> {
  const declarations = new Map<string, string>();
  const attributes = new Map<string, XmlAttribute>();
  for (const ancestor of [...ancestors(element)].reverse()) {
    for (const [prefix, uri] of ancestor.declarations) declarations.set(prefix, uri);
    if (ancestor === element) break;
    for (const attribute of ancestor.attributes) {
      if (attribute.prefix === 'xml' && isInherited(attribute, inherits))
        attributes.set(attribute.name, attribute);
    }
  }
  for (const attribute of element.attributes) attributes.set(attribute.name, attribute);
  return { attributes: [...attributes.values()], declarations };
}

function isInherited({ local }: XmlAttribute, inherits: CanonicalMethod['inherits']): boolean {
  if (inherits !== 'language-and-space') return inherits === 'all';
  // Canonical XML 1.1 section 2.4 joins the addresses, which nothing that is signed here needs.
  if (local === 'base') throw new NotCanonical('an inherited xml:base');
  return local === 'lang' || local === 'space';
}
