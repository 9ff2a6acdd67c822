/** One spelling for each value, whatever else the library would read. */
import fc from 'fast-check';
import forge from 'node-forge';
import { describe, expect, it } from 'vitest';
import { readDer } from './der.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const fromHex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('readDer', () => {
  it.each([
    ['a string', '04 03 010203'],
    ['an empty string', '04 00'],
    ['an empty sequence', '30 00'],
    ['a length of two octets', `04 81 80 ${'00'.repeat(128)}`],
    ['a length of three octets', `04 82 0100 ${'00'.repeat(256)}`],
    ['a string that looks like another element from within', '04 02 0500'],
    ['a time', '17 0d 3236303630313039303030305a'],
  ])('reads %s', (_name, text) => {
    expect(hex(new Uint8Array(readDer(fromHex(text)).toBER()))).toBe(hex(fromHex(text)));
  });

  it.each([
    ['nothing', ''],
    ['no length', '04'],
    ['less than it says', '04 02 00'],
    ['something after it', '04 01 00 00'],
    ['an indefinite length', '30 80 0500 0000'],
    ['an indefinite length within', '30 06 30 80 0500 0000'],
    ['a length in more octets than needed', '04 81 01 00'],
    ['a length with a leading zero', `04 82 0080 ${'00'.repeat(128)}`],
    ['a part that reaches beyond the whole', '30 03 04 02 0000'],
    ['a part that reaches beyond the whole, into the next', '30 06 30 02 04 01 00 00'],
    ['a string in pieces', '24 03 04 01 00'],
    ['a sequence that is said to be a string', '10 02 0500'],
    ['a tag number of several octets', '1f 81 01 00'],
    ['a tag number of several octets that would fit into one', '9f 01 00'],
    ['named bits of more than an octet unused', '03 02 08 80'],
    ['a time without seconds', '17 0b 323630363031303930305a'],
    ['a local time', '17 11 3236303630313039303030302b30393030'],
    ['more elements than any certificate has', `30 82 03e8 ${'0500'.repeat(500)}`],
  ])('refuses %s', (_name, text) => {
    expect(() => readDer(fromHex(text))).toThrow(SyntaxError);
  });

  it('reads nothing that a peer would spell otherwise', () => {
    // Tags and lengths that meet each other often; no 2, which the peer takes for an INTEGER in any class.
    const octet = fc.constantFrom(0x00, 0x01, 0x03, 0x04, 0x0c, 0x24, 0x30, 0x31, 0x80, 0x81, 0xa0);
    fc.assert(
      fc.property(fc.array(octet, { minLength: 2, maxLength: 12 }), (octets) => {
        const bytes = Uint8Array.from(octets);
        fc.pre(isRead(bytes));
        expect(hex(respell(bytes))).toBe(hex(bytes));
      }),
      { numRuns: 300 },
    );
  });
});

function isRead(bytes: Uint8Array): boolean {
  try {
    readDer(bytes);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError);
    return false;
  }
}

function respell(bytes: Uint8Array): Buffer {
  const value = forge.asn1.fromDer(Buffer.from(bytes).toString('binary'));
  return Buffer.from(forge.asn1.toDer(value).getBytes(), 'binary');
}
