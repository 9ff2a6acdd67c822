/**
 * BER as tools write it that do not know the length beforehand (`openssl cms -stream`, Bouncy Castle): elements of
 * indefinite length, and strings in pieces (X.690 sections 8.1.3.6 and 8.7.3). Made into DER in one pass; whatever has
 * a definite length is taken as it stands, so that what is signed stays octet for octet what it was.
 */
import { DerReader, TAG } from '../der/der-reader.ts';
import { derHeader } from '../der/der-writer.ts';

export interface FirstElement {
  /** In definite lengths. */
  readonly element: Uint8Array;
  /** What follows it. */
  readonly rest: Uint8Array;
}

/** @throws SyntaxError */
export function firstElement(bytes: Uint8Array): FirstElement {
  const { octets, end } = readElement(bytes, 0, 0);
  return { element: joined(octets), rest: bytes.subarray(end) };
}

interface Read {
  readonly octets: Octets;
  /** Position after it. */
  readonly end: number;
}

/** What they hold one after the other. */
interface Octets {
  readonly length: number;
  readonly pieces: readonly Uint8Array[];
}

/** Of elements of indefinite length, one within the other: a SignedData needs seven. */
const DEPTH_MAX = 12;
/** Of one element: tools write a kilobyte or more in each. */
const PIECES_MAX = 2 ** 20;
const CONSTRUCTED = 0x20;
const INDEFINITE = 0x80;
const STRING_IN_PIECES = TAG.octetString | CONSTRUCTED;

function readElement(bytes: Uint8Array, start: number, depth: number): Read {
  const tag = bytes[start] ?? 0;
  if (bytes[start + 1] !== INDEFINITE) return readDefinite(bytes, start, tag);
  if ((tag & CONSTRUCTED) === 0 || depth === DEPTH_MAX)
    throw new SyntaxError('a length that BER does not have');
  const isString = tag === STRING_IN_PIECES;
  const readPart = isString ? readStringPiece : readElement;
  const pieces: Uint8Array[] = [new Uint8Array()];
  let length = 0;
  let position = start + 2;
  // Section 8.1.5: two zero octets end it.
  while (bytes[position] !== 0 || bytes[position + 1] !== 0) {
    const { octets, end } = readPart(bytes, position, depth + 1);
    for (const piece of octets.pieces) pieces.push(piece);
    if (pieces.length > PIECES_MAX) throw new SyntaxError('more pieces than are read');
    length += octets.length;
    position = end;
  }
  const header = derHeader(isString ? TAG.octetString : tag, length);
  pieces[0] = header;
  return { octets: { length: header.length + length, pieces }, end: position + 2 };
}

function readDefinite(bytes: Uint8Array, start: number, tag: number): Read {
  const reader = new DerReader(bytes, start);
  const element = reader.readElement(tag);
  return { octets: { length: element.length, pieces: [element] }, end: reader.position };
}

/** A string in pieces within a string in pieces is BER, too, and nobody writes it. */
function readStringPiece(bytes: Uint8Array, start: number): Read {
  const reader = new DerReader(bytes, start);
  const { rest } = reader.read(TAG.octetString);
  return { octets: { length: rest.length, pieces: [rest] }, end: reader.position };
}

/** Pieces may be more than a call can have arguments. */
function joined({ length, pieces }: Octets): Uint8Array {
  const [first = new Uint8Array()] = pieces;
  if (pieces.length === 1) return first;
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}
