/**
 * Names in certificates (RFC 5280 section 4.1.2.4), as far as comparing them goes.
 */
import { equalBytes } from '../../shared/bytes.ts';
import { DerReader, TAG } from './der.ts';
import { readOid } from './der-values.ts';

const ORGANISATION = '2.5.4.10';

/** Whether O is this; `organisation` is ASCII. */
export function hasOrganisation(name: Uint8Array, organisation: string): boolean {
  return attributes(name).includes(`${ORGANISATION}=${organisation}`);
}

/** Equal as octets, or else in all but the string types: not every authority encodes its own name in one way only. */
export function sameName(left: Uint8Array, right: Uint8Array): boolean {
  return equalBytes(left, right) || attributes(left).join('\n') === attributes(right).join('\n');
}

/** Each as `<type>=<octets of the value as Latin-1>`, in order. */
function attributes(name: Uint8Array): string[] {
  const found: string[] = [];
  const sequence = DerReader.open(name, TAG.sequence);
  while (sequence.more) {
    const set = sequence.enter(TAG.set);
    while (set.more) {
      const attribute = set.enter(TAG.sequence);
      const type = readOid(attribute.read(TAG.oid));
      found.push(`${type}=${String.fromCharCode(...attribute.any().content)}`);
    }
  }
  return found;
}
