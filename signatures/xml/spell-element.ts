import { escapeValue } from './escape-xml.ts';

/**
 * An element in canonical XML, provided that the attributes come in its order: namespace declarations, then by name.
 * @param content in XML
 */
export function spellElement(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...content: readonly string[]
): string {
  const spelled = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeValue(value)}"`);
  return `<${name}${spelled.join('')}>${content.join('')}</${name}>`;
}
