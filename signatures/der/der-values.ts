/** The values that certificates, revocation lists and OCSP responses are made of. Every reader throws a SyntaxError for others. */
import { fromUtf8 } from '../../shared/bytes.ts';
import { type DerReader, readOnly, TAG } from './der-reader.ts';

/** `cA DEFAULT FALSE` and its like: some authorities write the default out, which is not DER, and means the same. */
export function readOptionalBoolean(reader: DerReader): boolean {
  const contents = reader.readOptional(TAG.boolean)?.rest;
  if (!contents) return false;
  const [value, ...more] = contents;
  if (more.length > 0 || (value !== 0x00 && value !== 0xff)) throw new SyntaxError('not a BOOLEAN in DER');
  return value === 0xff;
}

/** Contents of the INTEGER: two spellings of one number would be two serial numbers (X.690 section 8.3.2). */
export function readInteger(reader: DerReader): Uint8Array {
  const contents = reader.read(TAG.integer).rest;
  const [first, second = 0] = contents;
  const isPadded = contents.length > 1 && (first === 0 ? second < 0x80 : first === 0xff && second >= 0x80);
  if (contents.length === 0 || isPadded) throw new SyntaxError('not an INTEGER in DER');
  return contents;
}

/** INTEGER from 0 to 127, such as a version. */
export function readSmallInteger(reader: DerReader): number {
  const [value = 0, ...more] = readInteger(reader);
  if (more.length > 0 || value > 127) throw new SyntaxError('not an INTEGER from 0 to 127');
  return value;
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
  let isFirstOctet = true;
  for (const octet of contents) {
    // X.690 section 8.19.2: an arc does not begin with a zero digit, or one identifier would have two spellings.
    if (isFirstOctet && octet === 0x80) throw new SyntaxError('an arc in too many octets');
    arc = arc * 0x80 + (octet & 0x7f);
    if (!Number.isSafeInteger(arc)) throw new SyntaxError('an arc that is too large');
    isFirstOctet = octet < 0x80;
    if (!isFirstOctet) continue;
    arcs.push(...(arcs.length === 0 ? firstArcs(arc) : [arc]));
    arc = 0;
  }
  if (contents.length === 0 || !isFirstOctet) throw new SyntaxError('not an OBJECT IDENTIFIER');
  return arcs.join('.');
}

/** X.690 section 8.19.4. */
function firstArcs(both: number): [number, number] {
  const first = Math.min(Math.floor(both / 40), 2);
  return [first, both - 40 * first];
}

/** `parameters` beside it matter to none of the algorithms that are accepted. */
export function readAlgorithm(reader: DerReader): string {
  return readObjectIdentifier(reader.read(TAG.sequence));
}

/** The octets of a bit string of whole octets. */
export function readOctetBits(reader: DerReader): Uint8Array {
  const contents = reader.read(TAG.bitString).rest;
  if (contents[0] !== 0) throw new SyntaxError('not a bit string of whole octets');
  return contents.subarray(1);
}

export function readUtf8(reader: DerReader): string {
  const { rest } = reader.read(TAG.utf8String);
  try {
    return fromUtf8(rest);
  } catch {
    // The cause could quote what it found, which may be personal data.
    throw new SyntaxError('not UTF-8');
  }
}

/** YYYYMMDDHHMMSSZ, and of fractions more than any clock has. */
const TIME_MAX_LENGTH = 15 + 12;

/** UTCTime or GeneralizedTime in the one form that RFC 5280 section 4.1.2.5 allows, to the second in UTC. */
export function readTime(reader: DerReader): Date {
  const utc = reader.readOptional(TAG.utcTime);
  const contents = utc ?? reader.read(TAG.generalizedTime);
  const text = timeText(contents);
  return utc ? parseTime((Number(text.slice(0, 2)) >= 50 ? '19' : '20') + text) : parseTime(text);
}

/** GeneralizedTime with or without fractions of a second (RFC 3161 section 2.4.2), of which milliseconds are kept. */
export function readFractionalTime(reader: DerReader): Date {
  const text = timeText(reader.read(TAG.generalizedTime));
  const [, seconds = '', fraction = ''] = /^(\d{14})(?:\.(\d*[1-9]))?Z$/u.exec(text) ?? [];
  const time = parseTime(`${seconds}Z`);
  time.setUTCMilliseconds(Number(fraction.padEnd(3, '0').slice(0, 3)));
  return time;
}

/** GeneralizedTime alone, as in OCSP. */
export function readGeneralizedTime(reader: DerReader): Date {
  return parseTime(timeText(reader.read(TAG.generalizedTime)));
}

function timeText({ rest }: DerReader): string {
  if (rest.length > TIME_MAX_LENGTH) throw new SyntaxError('not a time in DER');
  return String.fromCharCode(...rest);
}

/** YYYYMMDDHHMMSSZ */
function parseTime(text: string): Date {
  const at = (start: number): string => text.slice(start, start + 2);
  const iso = `${at(0)}${at(2)}-${at(4)}-${at(6)}T${at(8)}:${at(10)}:${at(12)}.000${text.slice(14)}`;
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

/** RFC 5280 section 4.2: at most one of each kind, so that nobody can check one and use the other. */
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
  const critical = readOptionalBoolean(fields);
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
  const [unused = 8, ...octets] = readOnly(extension.value, TAG.bitString).rest;
  if (unused > 7 || (unused > 0 && octets.length === 0)) throw new SyntaxError('not a BIT STRING');
  return octets.flatMap((octet, index) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => (octet & (0x80 >> bit)) !== 0).map((bit) => index * 8 + bit),
  );
}
