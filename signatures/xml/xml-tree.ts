import { readXml, type XmlAttribute, type XmlTag } from './read-xml.ts';

/** An XML document as a tree. Nobody changes it: what was verified is what is then read. */
export interface XmlDocument {
  /** The root element, and the comments and processing instructions around it. */
  readonly children: readonly XmlNode[];
  readonly root: XmlElement;
  /** All of them, in the order of their start tags. */
  readonly elements: readonly XmlElement[];
}

export type XmlNode =
  | XmlElement
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'instruction'; readonly target: string; readonly data: string };

export interface XmlElement extends XmlTag {
  readonly kind: 'element';
  readonly parent: XmlElement | undefined;
  readonly children: readonly XmlNode[];
  /** Those of its attributes that may count for the elements in it: `xml:*`. */
  readonly inheritable: readonly XmlAttribute[];
}

interface GrowingElement extends XmlElement {
  readonly children: XmlNode[];
}

/** @throws XmlRefused */
export function parseXmlTree(text: string): XmlDocument {
  const children: XmlNode[] = [];
  const elements: XmlElement[] = [];
  const open: GrowingElement[] = [];
  const add = (node: XmlNode): void => {
    (open.at(-1)?.children ?? children).push(node);
  };
  readXml(text, {
    open: (tag) => {
      const inheritable = tag.attributes.filter(({ prefix }) => prefix === 'xml');
      const element: GrowingElement = {
        kind: 'element',
        ...tag,
        inheritable,
        parent: open.at(-1),
        children: [],
      };
      add(element);
      elements.push(element);
      open.push(element);
    },
    close: () => {
      open.pop();
    },
    text: (value) => {
      add({ kind: 'text', text: value });
    },
    comment: (value) => {
      add({ kind: 'comment', text: value });
    },
    instruction: (target, data) => {
      add({ kind: 'instruction', target, data });
    },
  });
  const [root] = elements;
  // Cannot be: the parser refuses a document without an element.
  if (!root) throw new SyntaxError('no root element');
  return { children, root, elements };
}

/** Itself, its parent and so on up to the root element. */
export function* ancestors(element: XmlElement): Generator<XmlElement> {
  for (let at: XmlElement | undefined = element; at; at = at.parent) yield at;
}

export function isWithin(element: XmlElement, container: XmlElement): boolean {
  for (const ancestor of ancestors(element)) if (ancestor === container) return true;
  return false;
}
