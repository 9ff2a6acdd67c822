/**
 * DER (X.690 section 10), read where it lies: nothing is copied, no tree is built, and nothing is looked at twice, so
 * that any input takes time in proportion to its length (docs/decisions/0002-verification-by-openssl-and-a-reader-of-our-own.md).
 */

/** Identifier octets; the JPKI's structures need no tag number above 30. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Context-specific, around other elements. */
export const explicitTag = (number: number): number => 0xa0 | number;
/** Context-specific, in place of a primitive type's own tag. */
export const implicitTag = (number: number): number => 0x80 | number;

/** Goes over the elements between two positions. Every method throws a SyntaxError for what is not DER. */
export class DerReader {
  readonly #bytes: Uint8Array;
  #position: number;
  readonly #end: number;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#position = start;
    this.#end = end;
  }

  /** Of the next element, from the beginning of the bytes. */
  get position(): number {
    return this.#position;
  }

  get isAtEnd(): boolean {
    return this.#position === this.#end;
  }

  /** Of the next element; undefined at the end. */
  get nextTag(): number | undefined {
    return this.isAtEnd ? undefined : this.#bytes[this.#position];
  }

  /** What has not been read yet. */
  get rest(): Uint8Array {
    return this.#bytes.subarray(this.#position, this.#end);
  }

  /** The contents of the next element. */
  read(tag: number): DerReader {
    const contents = this.readOptional(tag);
    if (!contents) throw new SyntaxError('another element than expected');
    return contents;
  }

  /** The contents of the next element, if it has this tag. */
  readOptional(tag: number): DerReader | undefined {
    if (this.nextTag !== tag) return undefined;
    this.#position += 1;
    const length = this.#readLength();
    const start = this.#position;
    if (length > this.#end - start) throw new SyntaxError('less than its length says');
    this.#position = start + length;
    return new DerReader(this.#bytes, start, this.#position);
  }

  /** The next element as it stands, identifier and length included. */
  readElement(tag: number): Uint8Array {
    const start = this.#position;
    this.read(tag);
    return this.#bytes.subarray(start, this.#position);
  }

  /** What was read was all there is. */
  expectEnd(): void {
    if (!this.isAtEnd) throw new SyntaxError('more than expected');
  }

  /** Definite, in the fewest octets (sections 8.1.3 and 10.1). */
  #readLength(): number {
    const first = this.#readOctet();
    if (first < 0x80) return first;
    const count = first & 0x7f;
    if (count === 0 || count > 4) throw new SyntaxError('a length that DER does not have, or too long');
    let length = 0;
    for (let index = 0; index < count; index += 1) length = length * 0x100 + this.#readOctet();
    if (length < (count === 1 ? 0x80 : 0x100 ** (count - 1)))
      throw new SyntaxError('a length in too many octets');
    return length;
  }

  #readOctet(): number {
    if (this.isAtEnd) throw new SyntaxError('ends too early');
    const octet = this.#bytes[this.#position] ?? 0;
    this.#position += 1;
    return octet;
  }
}

/** The contents of the one element that the bytes are. */
export function readOnly(bytes: Uint8Array, tag: number): DerReader {
  const reader = new DerReader(bytes);
  const contents = reader.read(tag);
  reader.expectEnd();
  return contents;
}
