/**
 * Reads DER (X.690 section 10), as far as certificates need it: one spelling for each value, everything bounded.
 * (A general ASN.1 library takes a hundred times as long, which is ten times as long as both signatures of a log-in.)
 */

/** Identifier octets (X.690 section 8.1.2) that occur in certificates. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** `[number]`, primitive unless it holds other elements. */
export function contextTag(number: number, { constructed }: { constructed: boolean }): number {
  return 0x80 | (constructed ? 0x20 : 0) | number;
}

export interface DerElement {
  readonly tag: number;
  /** With identifier and length octets. */
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
}

/**
 * Reads elements one after another, as a SEQUENCE lists them in its module.
 * Every method throws a SyntaxError when the bytes are not what was asked for.
 */
export class DerReader {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The one element that fills these bytes. */
  static only(bytes: Uint8Array, tag: number): DerElement {
    const reader = new DerReader(bytes);
    const element = reader.read(tag);
    reader.end();
    return element;
  }

  /** The one element that fills these bytes, opened. */
  static open(bytes: Uint8Array, tag: number): DerReader {
    return new DerReader(DerReader.only(bytes, tag).content);
  }

  get more(): boolean {
    return this.#offset < this.#bytes.length;
  }

  read(tag: number): DerElement {
    const element = this.optional(tag);
    if (!element) throw new SyntaxError(`expected tag ${tag}`);
    return element;
  }

  optional(tag: number): DerElement | undefined {
    return this.#bytes[this.#offset] === tag ? this.any() : undefined;
  }

  /** Opens a constructed element. */
  enter(tag: number): DerReader {
    return new DerReader(this.read(tag).content);
  }

  any(): DerElement {
    const start = this.#offset;
    const tag = this.#octet();
    if ((tag & 0x1f) === 0x1f) throw new SyntaxError('tag numbers above 30 do not occur in certificates');
    const length = this.#length();
    const contentStart = this.#offset;
    const end = contentStart + length;
    if (end > this.#bytes.length) throw new SyntaxError('the element is longer than what holds it');
    this.#offset = end;
    return { tag, bytes: this.#bytes.subarray(start, end), content: this.#bytes.subarray(contentStart, end) };
  }

  end(): void {
    if (this.more) throw new SyntaxError('something follows the last element');
  }

  #octet(): number {
    const octet = this.#bytes[this.#offset];
    if (octet === undefined) throw new SyntaxError('the bytes end within an element');
    this.#offset += 1;
    return octet;
  }

  /** X.690 section 10.1: the definite form, in the fewest octets. Two of them reach beyond any certificate. */
  #length(): number {
    const first = this.#octet();
    if (first < 0x80) return first;
    const octets = first & 0x7f;
    if (octets < 1 || octets > 2) throw new SyntaxError('indefinite or absurd length');
    let length = 0;
    for (let index = 0; index < octets; index += 1) length = length * 256 + this.#octet();
    if (length < (octets === 1 ? 0x80 : 0x100)) throw new SyntaxError('length in more octets than needed');
    return length;
  }
}
