/** The few ASN.1 types (ITU-T X.690) that JPKI's extensions, lists and responses are made of, over node-forge's encoder. */
import forge from 'node-forge';

const { asn1 } = forge;
export type Der = forge.asn1.Asn1;

const universal = (type: forge.asn1.Type, constructed: boolean, value: string | Der[]): Der =>
  asn1.create(asn1.Class.UNIVERSAL, type, constructed, value);

export const sequence = (...items: Der[]): Der => universal(asn1.Type.SEQUENCE, true, items);
export const oid = (dotted: string): Der => universal(asn1.Type.OID, false, asn1.oidToDer(dotted).getBytes());
export const utf8String = (text: string): Der =>
  universal(asn1.Type.UTF8, false, forge.util.encodeUtf8(text));
export const ia5String = (text: string): Der => universal(asn1.Type.IA5STRING, false, text);

/** A context-specific tag: around other values, or on the bytes of a primitive one (IMPLICIT). */
export const tagged = (tag: number, value: string | Der[]): Der =>
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- node-forge takes any tag number as type
  asn1.create(asn1.Class.CONTEXT_SPECIFIC, tag, typeof value !== 'string', value);

export const nothing = (): Der => universal(asn1.Type.NULL, false, '');
/** From hexadecimal; the first bit is the sign. */
export const integer = (hex: string): Der => universal(asn1.Type.INTEGER, false, forge.util.hexToBytes(hex));
export const enumerated = (value: number): Der =>
  universal(asn1.Type.ENUMERATED, false, String.fromCharCode(value));
export const boolean = (value: boolean): Der => universal(asn1.Type.BOOLEAN, false, value ? '\xff' : '\0');
export const octetString = (content: Der | Uint8Array): Der =>
  universal(asn1.Type.OCTETSTRING, false, binary(content instanceof Uint8Array ? content : encode(content)));
export const bitString = (octets: Uint8Array): Der =>
  universal(asn1.Type.BITSTRING, false, `\0${binary(octets)}`);
export const utcTime = (time: Date): Der => universal(asn1.Type.UTCTIME, false, asn1.dateToUtcTime(time));
export const generalizedTime = (time: Date): Der =>
  universal(asn1.Type.GENERALIZEDTIME, false, asn1.dateToGeneralizedTime(time));

export const encode = (value: Der): Buffer => Buffer.from(asn1.toDer(value).getBytes(), 'binary');
/** @throws Error unless it is one value in DER */
export const decode = (octets: Uint8Array): Der => asn1.fromDer(binary(octets));

function binary(octets: Uint8Array): string {
  return Buffer.from(octets).toString('binary');
}
