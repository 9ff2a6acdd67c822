/** The values that revocation lists and OCSP responses are made of. Every reader throws a SyntaxError for others. */
import { DerReader, readOnly, TAG } from './der-reader.ts';

/** Contents of the INTEGER: two spellings of one number would be two serial numbers (X.690 section 8.3.2). */
export function readInteger(reader: DerReader): Uint8Array {
  const contents = reader.read(TAG.integer).rest;
  const [first, second = 0] = contents;
  const isPadded = contents.length > 1 && (first === 0 ? second < 0x80 : first === 0xff && second >= 0x80);
  if (contents.length === 0 || isPadded) throw new SyntaxError('not an INTEGER in DER');
  return contents;
}

/** ENUMERATED of one octet. */
export function readEnumerated(reader: DerReader): number {
  const [value, ...more] = reader.read(TAG.enumerated).rest;
  if (value === undefined || more.length > 0) throw new SyntaxError('not an ENUMERATED of one octet');
  return value;
}

/** Dotted. */
export function readObjectIdentifier(reader: DerReader): string {
  const contents = reader.read(TAG.objectIdentifier).rest;
  const arcs: number[] = [];
  let arc = 0;
  for (const octet of contents) {
    arc = arc * 0x80 + (octet & 0x7f);
    if (octet >= 0x80) continue;
    arcs.push(...(arcs.length === 0 ? firstArcs(arc) : [arc]));
    arc = 0;
  }
  if ((contents.at(-1) ?? 0x80) >= 0x80) throw new SyntaxError('not an OBJECT IDENTIFIER');
  return arcs.join('.');
}

/** X.690 section 8.19.4. */
function firstArcs(both: number): [number, number] {
  const first = Math.min(Math.floor(both / 40), 2);
  return [first, both - 40 * first];
}

/**
 * AlgorithmIdentifier (RFC 5280 section 4.1.1.2): its object identifier, which is all there is to the algorithms that
 * are accepted. One with parameters is another algorithm, and is told apart by what stands behind the identifier.
 */
export function readAlgorithm(reader: DerReader): string {
  const fields = reader.read(TAG.sequence);
  const algorithm = readObjectIdentifier(fields);
  const isPlain = fields.readOptional(TAG.null)?.isAtEnd !== false && fields.isAtEnd;
  return isPlain ? algorithm : `${algorithm} with parameters`;
}

/** The octets of a bit string of whole octets. */
export function readOctetBits(reader: DerReader): Uint8Array {
  const contents = reader.read(TAG.bitString).rest;
  if (contents[0] !== 0) throw new SyntaxError('not a bit string of whole octets');
  return contents.subarray(1);
}

/** UTCTime or GeneralizedTime in the one form that RFC 5280 section 4.1.2.5 allows, to the second in UTC. */
export function readTime(reader: DerReader): Date {
  const utc = reader.readOptional(TAG.utcTime);
  const contents = utc ?? reader.read(TAG.generalizedTime);
  const text = Buffer.from(contents.rest).toString('latin1');
  return utc ? parseTime((Number(text.slice(0, 2)) >= 50 ? '19' : '20') + text) : parseTime(text);
}

/** GeneralizedTime alone, as in OCSP. */
export function readGeneralizedTime(reader: DerReader): Date {
  return parseTime(Buffer.from(reader.read(TAG.generalizedTime).rest).toString('latin1'));
}

const TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/u;

function parseTime(text: string): Date {
  const iso = text.replace(TIME, '$1-$2-$3T$4:$5:$6.000Z');
  const time = new Date(iso);
  // A 31st of June or a 13th month, which Date would carry over, does not come back as it went in.
  if (Number.isNaN(time.getTime()) || time.toISOString() !== iso) throw new SyntaxError('not a time in DER');
  return time;
}

export interface Extension {
  readonly critical: boolean;
  /** What the OCTET STRING holds. */
  readonly value: Uint8Array;
}
/** By object identifier. */
export type Extensions = ReadonlyMap<string, Extension>;

/** RFC 5280 section 4.2: at most one of each kind. */
export function readExtensions(list: DerReader | undefined): Extensions {
  const extensions = new Map<string, Extension>();
  while (list?.isAtEnd === false) {
    const { id, ...extension } = readExtension(list.read(TAG.sequence));
    if (extensions.has(id)) throw new SyntaxError('the same extension twice');
    extensions.set(id, extension);
  }
  return extensions;
}

function readExtension(fields: DerReader): Extension & { readonly id: string } {
  const id = readObjectIdentifier(fields);
  const critical = fields.readOptional(TAG.boolean)?.rest[0] === 0xff;
  const value = fields.read(TAG.octetString).rest;
  fields.expectEnd();
  return { id, critical, value };
}

/** Whether none of them is critical but those that somebody looks at. */
export function hasOnlyKnownCritical(extensions: Extensions, known: readonly string[]): boolean {
  return [...extensions].every(([id, { critical }]) => !critical || known.includes(id));
}

/** Numbers of the bits that are set in an extension's BIT STRING; undefined without the extension. */
export function namedBits(extension: Extension | undefined): readonly number[] | undefined {
  if (!extension) return undefined;
  const octets = readOnly(extension.value, TAG.bitString).rest.subarray(1);
  return Array.from(octets).flatMap((octet, index) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => (octet & (0x80 >> bit)) !== 0).map((bit) => index * 8 + bit),
  );
}
