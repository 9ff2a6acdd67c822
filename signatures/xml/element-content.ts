/** What stands in an element whose form is known. Every reader throws a SyntaxError for another form. */
import type { XmlElement } from './xml-tree.ts';

/** Of an element in which nothing but elements belongs; comments and processing instructions say nothing. */
export function childElements(element: XmlElement): readonly XmlElement[] {
  const isBlank = element.children.every((node) => node.kind !== 'text' || /^[ \t\r\n]*$/u.test(node.text));
  if (!isBlank) throw new SyntaxError(`text in ${element.local}`);
  return element.children.filter((node) => node.kind === 'element');
}

export function childrenNamed(element: XmlElement, uri: string, local: string): readonly XmlElement[] {
  return childElements(element).filter((child) => child.uri === uri && child.local === local);
}

export function optionalChild(element: XmlElement, uri: string, local: string): XmlElement | undefined {
  const [child, ...others] = childrenNamed(element, uri, local);
  if (others.length > 0) throw new SyntaxError(`more than one ${local}`);
  return child;
}

export function onlyChild(element: XmlElement, uri: string, local: string): XmlElement {
  const child = optionalChild(element, uri, local);
  if (!child) throw new SyntaxError(`no ${local}`);
  return child;
}

/** Of an element in which nothing but text belongs: where a comment parts it, readers do not agree on what it says. */
export function textOf(element: XmlElement): string {
  const texts = element.children.map((node) => {
    if (node.kind !== 'text') throw new SyntaxError(`more than text in ${element.local}`);
    return node.text;
  });
  return texts.join('');
}

/** Of an attribute in no namespace. */
export function attributeOf(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((attribute) => attribute.name === name)?.value;
}
