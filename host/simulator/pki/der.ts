/** The few ASN.1 types (ITU-T X.690) that JPKI's extensions are made of, over node-forge's encoder. */
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
