import { type DerReader, readOnly, TAG } from '../der/der-reader.ts';
import { readObjectIdentifier } from '../der/der-values.ts';

/** Attribute types of RFC 5280 appendix A.1, by object identifier. */
const ATTRIBUTE_TYPE = { organisation: '2.5.4.10', organisationalUnit: '2.5.4.11' } as const;

/**
 * The values of one attribute type in a Name (RFC 5280 section 4.1.2.4).
 * @throws SyntaxError
 */
export function nameValues(name: Uint8Array, type: keyof typeof ATTRIBUTE_TYPE): readonly string[] {
  const values: string[] = [];
  const names = readOnly(name, TAG.sequence);
  while (!names.isAtEnd) {
    const attributes = names.read(TAG.set);
    while (!attributes.isAtEnd) {
      const attribute = attributes.read(TAG.sequence);
      const isWanted = readObjectIdentifier(attribute) === ATTRIBUTE_TYPE[type];
      const value = readText(attribute);
      if (isWanted) values.push(value);
    }
  }
  return values;
}

// What is not UTF-8 equals no name that anybody looks for.
const decoder = new TextDecoder();

/** Of whichever string type: those that occur are ASCII under PrintableString, and UTF8String. */
function readText(attribute: DerReader): string {
  const contents = attribute.read(attribute.nextTag ?? TAG.utf8String).rest;
  attribute.expectEnd();
  return decoder.decode(contents);
}
