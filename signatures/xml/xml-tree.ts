import { readXml, type XmlTag } from './read-xml.ts';

/** An XML document as a tree. Nobody changes it: what was verified is what is then read. */
export interface XmlDocument {
  /** The root element, and the comments and processing instructions around it. */
  readonly children: readonly XmlNode[];
  readonly root: XmlElement;
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
}

interface GrowingElement extends XmlElement {
  readonly children: XmlNode[];
}

/** @throws XmlRefused */
export function parseXmlTree(text: string): XmlDocument {
  const children: XmlNode[] = [];
  const open: GrowingElement[] = [];
  const add = (node: XmlNode): void => {
    (open.at(-1)?.children ?? children).push(node);
  };
  readXml(text, {
    open: (tag) => {
      const element: GrowingElement = { kind: 'element', ...tag, parent: open.at(-1), children: [] };
      add(element);
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
  const [root] = elementsAmong(children);
  // Cannot be: the parser refuses a document without an element.
  if (!root) throw new SyntaxError('no root element');
  return { children, root };
}

export function elementsAmong(nodes: readonly XmlNode[]): readonly XmlElement[] {
  return nodes.filter((node) => node.kind === 'element');
}

/** The element and all that are in it, in the order of the document. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) if (child.kind === 'element') yield* descendants(child);
}

/** Itself, its parent and so on up to the root element. */
export function* ancestors(element: XmlElement): Generator<XmlElement> {
  for (let at: XmlElement | undefined = element; at; at = at.parent) yield at;
}

export function isWithin(element: XmlElement, container: XmlElement): boolean {
  for (const ancestor of ancestors(element)) if (ancestor === container) return true;
  return false;
}
