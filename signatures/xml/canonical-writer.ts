/**
 * Canonical XML: inclusive (https://www.w3.org/TR/xml-c14n, and xml-c14n11, which differ only in what a part of a
 * document inherits) and exclusive (https://www.w3.org/TR/xml-exc-c14n/), written while a document is read.
 */
import { escapeText, escapeValue } from './escape-xml.ts';
import type { XmlAttribute, XmlHandler, XmlTag } from './read-xml.ts';

export interface CanonicalForm {
  /** Whether only those namespaces are declared that names use. */
  readonly exclusive: boolean;
  readonly comments: boolean;
  /** Of an exclusive form: the prefixes that are treated as in an inclusive one; the default namespace's is empty. */
  readonly inclusivePrefixes?: ReadonlySet<string>;
}

type Rendered = readonly [prefix: string, uri: string];
interface Frame {
  readonly name: string;
  /** What was declared outside of the element for the prefixes that it declares. */
  readonly outside: readonly (readonly [prefix: string, uri: string | undefined])[];
}

export class CanonicalWriter implements XmlHandler {
  readonly #form: CanonicalForm;
  readonly #write: (text: string) => void;
  readonly #frames: Frame[] = [];
  /** What the output declares at this place, by prefix. */
  readonly #declared = new Map<string, string>();
  #hasRoot = false;

  constructor(form: CanonicalForm, write: (text: string) => void) {
    this.#form = form;
    this.#write = write;
  }

  open(tag: XmlTag): void {
    const rendered = this.#namespacesOf(tag).filter(([prefix, uri]) => this.#isNew(prefix, uri));
    this.#frames.push({
      name: tag.name,
      outside: rendered.map(([prefix]) => [prefix, this.#declared.get(prefix)]),
    });
    for (const [prefix, uri] of rendered) this.#declared.set(prefix, uri);
    this.#hasRoot = true;
    this.#write(`<${tag.name}${spellNamespaces(rendered)}${spellAttributes(tag.attributes)}>`);
  }

  close(): void {
    const frame = this.#frames.pop();
    if (!frame) return;
    for (const [prefix, uri] of frame.outside) {
      if (uri === undefined) this.#declared.delete(prefix);
      else this.#declared.set(prefix, uri);
    }
    this.#write(`</${frame.name}>`);
  }

  text(text: string): void {
    this.#write(escapeText(text));
  }

  comment(text: string): void {
    if (this.#form.comments) this.#writeLeaf(`<!--${text}-->`);
  }

  instruction(target: string, data: string): void {
    this.#writeLeaf(data === '' ? `<?${target}?>` : `<?${target} ${data}?>`);
  }

  /** Around the root element each one stands in a line of its own. */
  #writeLeaf(text: string): void {
    if (this.#frames.length > 0) this.#write(text);
    else this.#write(this.#hasRoot ? `\n${text}` : `${text}\n`);
  }

  /** What the element may have to declare. */
  #namespacesOf(tag: XmlTag): readonly Rendered[] {
    const { exclusive, inclusivePrefixes } = this.#form;
    const declared = [...tag.declarations].filter(([prefix]) => !exclusive || inclusivePrefixes?.has(prefix));
    if (!exclusive) return declared;
    const prefixed = tag.attributes.filter(({ prefix }) => prefix !== '');
    return [
      ...new Map([...declared, ...[tag, ...prefixed].map(({ prefix, uri }) => [prefix, uri] as const)]),
    ];
  }

  #isNew(prefix: string, uri: string): boolean {
    return prefix !== 'xml' && (this.#declared.get(prefix) ?? '') !== uri;
  }
}

function spellNamespaces(namespaces: readonly Rendered[]): string {
  return namespaces
    .toSorted(([left], [right]) => compareCodePoints(left, right))
    .map(([prefix, uri]) => ` xmlns${prefix && ':'}${prefix}="${escapeValue(uri)}"`)
    .join('');
}

function spellAttributes(attributes: readonly XmlAttribute[]): string {
  return attributes
    .toSorted(
      (left, right) => compareCodePoints(left.uri, right.uri) || compareCodePoints(left.local, right.local),
    )
    .map(({ name, value }) => ` ${name}="${escapeValue(value)}"`)
    .join('');
}

/** As UTF-8 sorts, which strings of UTF-16 do not. */
function compareCodePoints(left: string, right: string): number {
  let index = 0;
  while (index < left.length && left[index] === right[index]) index += 1;
  // A surrogate that differs is compared as the character that it belongs to.
  if (index > 0 && isSecondHalf(left, index)) index -= 1;
  return (left.codePointAt(index) ?? -1) - (right.codePointAt(index) ?? -1);
}

function isSecondHalf(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xdc00;
}
