/**
 * XML 1.0 without document type declaration, read from the beginning to the end
 * (docs/decisions/0023-xml-signatures-by-a-strict-parser-and-a-canonicaliser-of-our-own.md).
 */
import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from 'saxes';
import { XmlRefused } from './xml-refused.ts';

/** As deep as libxml2 reads when it is not told otherwise (XML_MAX_DEPTH of parserInternals.h). */
export const XML_MAX_DEPTH = 256;
/** Elements, attributes, texts and so on. As a tree, as many take about 300 MB. */
export const XML_MAX_NODES = 1_000_000;

export interface XmlAttribute {
  /** As it is written, with its prefix. */
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  /** Of its namespace; empty when it is in none. */
  readonly uri: string;
  readonly value: string;
}

export interface XmlTag extends Omit<XmlAttribute, 'value'> {
  /** Without namespace declarations, in the order of the document. */
  readonly attributes: readonly XmlAttribute[];
  /** The namespaces that the tag itself declares, by prefix; that of the default namespace is empty. */
  readonly declarations: ReadonlyMap<string, string>;
}

/** What is to be heard while a document is read. `end` is an index into its text, behind the tag. */
export interface XmlHandler {
  open?(tag: XmlTag, end: number): void;
  close?(end: number): void;
  /** Between two other events there may be more than one. CDATA sections and character references are text. */
  text?(text: string): void;
  comment?(text: string): void;
  instruction?(target: string, data: string): void;
}

/** @throws XmlRefused */
export function readXml(text: string, handler: XmlHandler): void {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const bounds = new Bounds();
  parser.on('error', (cause) => {
    // Its message quotes names of the document.
    throw new XmlRefused('malformed', 'not well-formed', { cause });
  });
  parser.on('xmldecl', ({ version }) => {
    if (version !== '1.0') throw new XmlRefused('unsupported', 'not XML 1.0');
  });
  parser.on('doctype', () => {
    throw new XmlRefused('doctype', 'a document type declaration');
  });
  parser.on('opentag', (tag) => {
    bounds.open(tag);
    handler.open?.(readTag(tag), parser.position);
  });
  parser.on('closetag', () => {
    bounds.close();
    handler.close?.(parser.position);
  });
  const onText = (value: string): void => {
    // White space around the root element is not part of the document's information.
    if (bounds.depth > 0) handler.text?.(value);
    bounds.count();
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('comment', (value) => {
    handler.comment?.(value);
    bounds.count();
  });
  parser.on('processinginstruction', ({ target, body }) => {
    // saxes also takes `<?target?data?>`, which is none (XML 1.0 production 16).
    if (body.startsWith('?') || target.includes(':')) throw new XmlRefused('malformed', 'not an instruction');
    handler.instruction?.(target, body);
    bounds.count();
  });
  parser.write(text).close();
}

class Bounds {
  depth = 0;
  #nodes = 0;

  open({ attributes }: SaxesTagNS): void {
    this.depth += 1;
    if (this.depth > XML_MAX_DEPTH) throw new XmlRefused('unsupported', 'deeper than is read');
    this.count(1 + Object.keys(attributes).length);
  }

  close(): void {
    this.depth -= 1;
  }

  count(nodes = 1): void {
    this.#nodes += nodes;
    if (this.#nodes > XML_MAX_NODES) throw new XmlRefused('unsupported', 'more than is read');
  }
}

function readTag({ name, prefix, local, uri, attributes }: SaxesTagNS): XmlTag {
  const declarations = new Map<string, string>();
  const others: XmlAttribute[] = [];
  expectLocalName(local);
  for (const attribute of Object.values(attributes)) {
    expectLocalName(attribute.local);
    if (attribute.uri === XMLNS) addDeclaration(attribute, declarations);
    else others.push(readAttribute(attribute));
  }
  return { name, prefix, local, uri, attributes: others, declarations };
}

/**
 * RFC 3986, with a scheme: canonical XML fails on relative ones (section 1.3), libxml2 on what is no URI at all. It also
 * writes `&` in another way than canonical XML asks for, and saxes resolves by the value without white space around it:
 * where readers do not agree, nothing is signed.
 */
const NAMESPACE =
  /^[a-z][a-z0-9+.-]*:(?:[a-z0-9!$'()*+,./:;=?@_~-]|%[0-9a-f]{2})*(?:#(?:[a-z0-9!$'()*+,./:;=?@_~-]|%[0-9a-f]{2})*)?$/iu;

const XMLNS = 'http://www.w3.org/2000/xmlns/';

function addDeclaration({ prefix, local, value }: SaxesAttributeNS, declarations: Map<string, string>): void {
  if (value !== '' && !NAMESPACE.test(value))
    throw new XmlRefused('unsupported', 'a namespace that is no URI');
  declarations.set(prefix === '' ? '' : local, value);
}

function readAttribute({ name, prefix, local, uri, value }: SaxesAttributeNS): XmlAttribute {
  return { name, prefix, local, uri, value };
}

/** What may stand in a name, but not at its beginning (XML 1.0 production 4a). */
const NOT_FIRST = /^[-.0-9\u00b7\u0300-\u036f\u203f\u2040]/u;

/** saxes looks at the beginning of the whole name only (Namespaces in XML production 7). */
function expectLocalName(local: string): void {
  if (NOT_FIRST.test(local)) throw new XmlRefused('malformed', 'not a local name');
}
