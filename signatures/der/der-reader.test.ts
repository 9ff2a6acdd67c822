/** One spelling for each value, nothing read beyond what holds it, and a peer that agrees. */
import fc from 'fast-check';
import forge from 'node-forge';
import { describe, expect, it } from 'vitest';
import { DerReader, explicitTag, implicitTag, readOnly, TAG } from './der-reader.ts';

const fromHex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('readOnly', () => {
  it.each([
    ['a string', '04 03 010203', 3],
    ['an empty string', '04 00', 0],
    ['a length of one octet', `04 7f ${'00'.repeat(127)}`, 127],
    ['a length of two octets', `04 81 80 ${'00'.repeat(128)}`, 128],
    ['a length of three octets', `04 82 0100 ${'00'.repeat(256)}`, 256],
    ['a length of five octets', `04 84 01000000 ${'00'.repeat(2 ** 24)}`, 2 ** 24],
    ['a string that looks like another element from within', '04 02 0500', 2],
  ])('reads %s', (_name, digits, length) => {
    expect(readOnly(fromHex(digits), TAG.octetString).rest).toHaveLength(length);
  });

  it.each([
    ['nothing', ''],
    ['no length', '04'],
    ['no end of its length', '04 82 01'],
    ['less than it says', '04 02 00'],
    ['something after it', '04 01 00 00'],
    ['another tag', '05 00'],
    ['an indefinite length', '04 80 0000'],
    ['an indefinite length where as many octets follow', `04 80 ${'00'.repeat(128)}`],
    ['a length in more octets than needed', '04 81 01 00'],
    ['a length with a zero before it', `04 82 0080 ${'00'.repeat(128)}`],
    ['a length of five octets', '04 85 0000000001 00'],
    ['a string in pieces', '24 03 04 01 00'],
  ])('refuses %s', (_name, digits) => {
    expect(() => readOnly(fromHex(digits), TAG.octetString)).toThrow(SyntaxError);
  });
});

describe('a reader', () => {
  it('refuses an element that reaches beyond what holds it', () => {
    const inner = new DerReader(fromHex('3003 0402 0000 0000')).read(TAG.sequence);
    expect(() => inner.read(TAG.octetString)).toThrow(SyntaxError);
  });

  it('goes over what an element holds, in its order', () => {
    const fields = readOnly(fromHex('300a a002 0500 8001 07 040101'), TAG.sequence);
    expect(fields.position).toBe(2);
    expect(fields.nextTag).toBe(explicitTag(0));
    expect(fields.readOptional(explicitTag(1))).toBeUndefined();
    expect(hex(fields.readElement(explicitTag(0)))).toBe('a0020500');
    expect(hex(fields.read(implicitTag(0)).rest)).toBe('07');
    expect(() => {
      fields.expectEnd();
    }).toThrow(SyntaxError);
    expect(fields.isAtEnd).toBe(false);
    fields.read(TAG.octetString);
    fields.expectEnd();
    expect(fields.nextTag).toBeUndefined();
  });
});

describe('a peer', () => {
  it('reads what this reads, and spells it in the same way', () => {
    // Tags and lengths that meet each other often; no 2, which node-forge takes for an INTEGER in any class.
    const octet = fc.constantFrom(0x00, 0x01, 0x03, 0x04, 0x0c, 0x24, 0x30, 0x31, 0x80, 0x81, 0xa0);
    fc.assert(
      fc.property(fc.array(octet, { minLength: 2, maxLength: 12 }), (octets) => {
        const bytes = Uint8Array.from(octets);
        fc.pre(isWellFormed(bytes));
        expect(hex(respell(bytes))).toBe(hex(bytes));
      }),
      { numRuns: 300 },
    );
  });

  it('writes what this reads', () => {
    const tree = fc.letrec<{ value: forge.asn1.Asn1 }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc
          .uint8Array({ maxLength: 300 })
          .map((bytes) => element(forge.asn1.Type.OCTETSTRING, Buffer.from(bytes).toString('binary'))),
        fc.array(tie('value'), { maxLength: 4 }).map((values) => element(forge.asn1.Type.SEQUENCE, values)),
      ),
    })).value;
    fc.assert(
      fc.property(tree, (value) => {
        expect(isWellFormed(Buffer.from(forge.asn1.toDer(value).getBytes(), 'binary'))).toBe(true);
      }),
    );
  });
});

const element = (type: forge.asn1.Type, value: string | forge.asn1.Asn1[]): forge.asn1.Asn1 =>
  forge.asn1.create(forge.asn1.Class.UNIVERSAL, type, Array.isArray(value), value);

/** Whether it is one element, and each part of a constructed one is, too. */
function isWellFormed(bytes: Uint8Array): boolean {
  try {
    const reader = new DerReader(bytes);
    readAny(reader);
    reader.expectEnd();
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError);
    return false;
  }
}

function readAny(reader: DerReader): void {
  const tag = reader.nextTag ?? 0;
  const contents = reader.read(tag);
  if ((tag & 0x20) === 0) return;
  while (!contents.isAtEnd) readAny(contents);
}

function respell(bytes: Uint8Array): Buffer {
  const value = forge.asn1.fromDer(Buffer.from(bytes).toString('binary'));
  return Buffer.from(forge.asn1.toDer(value).getBytes(), 'binary');
}
