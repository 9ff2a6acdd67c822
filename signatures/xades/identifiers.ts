import type { XmlDocument, XmlElement } from '../xml/xml-tree.ts';

/**
 * The elements that some reader could find by each identifier; if it is not one, it is not certain which is meant.
 * Without a schema, an identifier is whatever somebody takes for one: `Id`, `ID`, `id`, `xml:id`, `wsu:Id`.
 */
export type Identifiers = ReadonlyMap<string, ReadonlySet<XmlElement>>;

export function findIdentifiers({ elements }: XmlDocument): Identifiers {
  const identifiers = new Map<string, Set<XmlElement>>();
  for (const element of elements) {
    for (const { local, value } of element.attributes) {
      if (local.toLowerCase() !== 'id') continue;
      const holders = identifiers.get(value);
      if (holders) holders.add(element);
      else identifiers.set(value, new Set([element]));
    }
  }
  return identifiers;
}
