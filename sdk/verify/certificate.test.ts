/** The reader agrees with a peer (pkijs) on what certificates say, and reads only one spelling of it. */
import fc from 'fast-check';
import forge from 'node-forge';
import * as pkijs from 'pkijs';
import { describe, expect, it } from 'vitest';
import { parseCertificate } from './certificate.ts';
import {
  authorityKeyIdentifier,
  extendedKeyUsages,
  isAuthority,
  keyUsages,
  policies,
  subjectKeyIdentifier,
} from './certificate-extensions.ts';
import { DerReader } from './der.ts';
import { readBoolean, readNamedBits, readOid, readTime } from './der-values.ts';
import { authority, leaf } from './testing/scene.ts';

const hex = (bytes: Uint8Array | ArrayBuffer): string => Buffer.from(new Uint8Array(bytes)).toString('hex');
const binary = (bytes: Uint8Array): string => Buffer.from(bytes).toString('binary');
const read = (text: string) => new DerReader(Buffer.from(text.replaceAll(' ', ''), 'hex'));

describe('a certificate', () => {
  it.each([
    ['of a person', leaf],
    ['of an authority', authority.certificate],
  ])('%s says the same to a peer', (_name, der) => {
    const ours = parseCertificate(der);
    const theirs = pkijs.Certificate.fromBER(new Uint8Array(der));
    expect({
      serialNumber: hex(ours.serialNumber),
      issuer: hex(ours.issuer),
      subject: hex(ours.subject),
      notBefore: ours.notBefore,
      notAfter: ours.notAfter,
      toBeSigned: hex(ours.toBeSigned),
      signature: hex(ours.signature),
      extensions: [...ours.extensions].map(([id, { critical, value }]) => ({
        id,
        critical,
        value: hex(value),
      })),
    }).toEqual({
      serialNumber: hex(theirs.serialNumber.valueBlock.valueHexView),
      issuer: hex(theirs.issuer.toSchema().toBER()),
      subject: hex(theirs.subject.toSchema().toBER()),
      notBefore: theirs.notBefore.value,
      notAfter: theirs.notAfter.value,
      toBeSigned: hex(theirs.tbsView),
      signature: hex(theirs.signatureValue.valueBlock.valueHexView),
      extensions: (theirs.extensions ?? []).map(({ extnID, critical, extnValue }) => ({
        id: extnID,
        critical,
        value: hex(extnValue.valueBlock.valueHexView),
      })),
    });
  });

  it('says what it is for', () => {
    const person = parseCertificate(leaf);
    const issuer = parseCertificate(authority.certificate);
    expect([isAuthority(person), isAuthority(issuer)]).toEqual([false, true]);
    expect([keyUsages(person), keyUsages(issuer)]).toEqual([[0], [5, 6]]);
    expect([extendedKeyUsages(person), extendedKeyUsages(issuer)]).toEqual([['1.3.6.1.5.5.7.3.2'], []]);
    expect(policies(person)).toEqual(['1.2.392.200149.8.5.1.3.30']);
    expect(authorityKeyIdentifier(person)).toBe(subjectKeyIdentifier(issuer));
  });
});

describe('DER', () => {
  const octetString = (content: Uint8Array): Buffer =>
    Buffer.from(
      forge.asn1
        .toDer(
          forge.asn1.create(forge.asn1.Class.UNIVERSAL, forge.asn1.Type.OCTETSTRING, false, binary(content)),
        )
        .getBytes(),
      'binary',
    );

  it('is read as a peer writes it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 3 }), (content, rest) => {
        const reader = new DerReader(Buffer.concat([octetString(content), rest]));
        expect(hex(reader.any().content)).toBe(hex(content));
        expect(reader.more).toBe(rest.length > 0);
      }),
    );
  });

  it('is read in no other spelling', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        const element = attempt(() => new DerReader(bytes).any());
        fc.pre(element !== undefined);
        expect(hex(element.bytes.subarray(1))).toBe(hex(octetString(element.content).subarray(1)));
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['no length', '04'],
    ['less than it says', '04 02 00'],
    ['an indefinite length', '24 80 0000'],
    ['a length in more octets than needed', '04 81 01 00'],
    ['a length with a leading zero', `04 82 0080 ${'00'.repeat(128)}`],
    ['a length of three octets', '04 83 010000'],
    ['a tag number of several octets', '1f 81 01 00'],
  ])('refuses %s', (_name, text) => {
    expect(() => read(text).any()).toThrow(SyntaxError);
  });

  it('object identifiers agree with a peer', () => {
    const arcs = fc.tuple(
      fc.nat(2),
      fc.nat(39),
      fc.array(fc.nat(0x0fff_ffff), { minLength: 1, maxLength: 8 }),
    );
    fc.assert(
      fc.property(arcs, ([first, second, rest]) => {
        const dotted = [first, second, ...rest].join('.');
        const content = Buffer.from(forge.asn1.oidToDer(dotted).getBytes(), 'binary');
        expect(readOid({ tag: 6, bytes: content, content })).toBe(dotted);
      }),
    );
  });

  it.each([
    ['2.999.3', '06 03 883703'],
    ['2.5.29.15', '06 03 551d0f'],
  ])('reads %s', (dotted, text) => {
    expect(readOid(read(text).any())).toBe(dotted);
  });

  it.each([
    ['an empty object identifier', readOid, '06 00'],
    ['an arc that does not end', readOid, '06 02 5581'],
    ['an arc with padding', readOid, '06 03 558001'],
    ['an absurd arc', readOid, `06 0a 55 ${'ff'.repeat(8)} 7f`],
    ['a boolean that is neither', readBoolean, '01 01 01'],
    ['a boolean of two octets', readBoolean, '01 02 ffff'],
    ['named bits with trailing zeros', readNamedBits, '03 02 06 80'],
    ['named bits of more than an octet unused', readNamedBits, '03 02 08 80'],
    ['a bit string without its first octet', readNamedBits, '03 00'],
    ['no named bits, some of them unused', readNamedBits, '03 01 01'],
    ['a time without seconds', readTime, '17 0b 323630363031303930305a'],
    ['a month that does not exist', readTime, '17 0d 3236313330313039303030305a'],
    ['a local time', readTime, '17 11 3236303630313039303030302b30393030'],
    ['another type than a time', readTime, '04 0d 3236303630313039303030305a'],
  ])('refuses %s', (_name, readValue, text) => {
    expect(() => readValue(read(text).any())).toThrow(SyntaxError);
  });

  it.each([
    ['17 0d 3439313233313233353935395a', '2049-12-31T23:59:59.000Z'],
    ['17 0d 3530303130313030303030305a', '1950-01-01T00:00:00.000Z'],
    ['18 0f 32303530303130313030303030305a', '2050-01-01T00:00:00.000Z'],
  ])('puts %s into the right century', (text, iso) => {
    expect(readTime(read(text).any()).toISOString()).toBe(iso);
  });
});

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError);
    return undefined;
  }
}
