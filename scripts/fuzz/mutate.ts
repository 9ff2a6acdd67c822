/** Makes other octets of octets: blindly, or by their DER, with the lengths put right. */

/** Numbers from 0 up to, not including, 1: the same ones for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class Mutator {
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  pick<Item>(items: readonly Item[]): Item {
    // Only ever called with lists that have something in them.
    return items[this.below(items.length)] as Item;
  }

  /** One to four changes; another input gives parts away. */
  mutate(bytes: Buffer, other: Buffer): Buffer {
    let mutant = bytes;
    for (let change = this.below(4); change >= 0; change -= 1) {
      mutant = this.#random() < 0.5 ? this.#changeOctets(mutant, other) : this.#changeElement(mutant, other);
    }
    return mutant.subarray(0, MAX_LENGTH);
  }

  #changeOctets(bytes: Buffer, other: Buffer): Buffer {
    const [at, from] = [this.below(bytes.length + 1), this.below(other.length + 1)];
    const length = this.below(32);
    const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
    return this.pick([
      () => Buffer.concat([before, Buffer.of(this.pick(INTERESTING)), after.subarray(1)]),
      () => Buffer.concat([before, Buffer.of((after[0] ?? 0) ^ (1 << this.below(8))), after.subarray(1)]),
      () => Buffer.concat([before, after.subarray(length)]),
      () => Buffer.concat([before, other.subarray(from, from + length), after]),
      () => Buffer.concat([before, other.subarray(from)]),
    ])();
  }

  /** The lengths of what is around it are those of DER again. */
  #changeElement(bytes: Buffer, other: Buffer): Buffer {
    const path = this.#pathInto(bytes);
    const target = path.at(-1);
    if (!target) return bytes;
    const whole = bytes.subarray(target.start, target.end);
    const contents = bytes.subarray(target.contents, target.end);
    const replaced = this.pick([
      () => Buffer.alloc(0),
      () => Buffer.concat([whole, whole]),
      () => element(this.pick(TAGS), contents),
      () => element(whole[0] ?? 0, this.#changeOctets(contents, other)),
      () => Buffer.concat(Array<Buffer>(this.below(100)).fill(whole)),
      () => element(this.pick(TAGS), whole),
      () => this.#elementOf(other),
    ])();
    return path.slice(0, -1).reduceRight((inner, { start, contents: begin, end }, depth) => {
      const child = path[depth + 1] ?? target;
      return element(
        bytes[start] ?? 0,
        Buffer.concat([bytes.subarray(begin, child.start), inner, bytes.subarray(child.end, end)]),
      );
    }, replaced);
  }

  #elementOf(bytes: Buffer): Buffer {
    const last = this.#pathInto(bytes).at(-1);
    return last ? bytes.subarray(last.start, last.end) : Buffer.alloc(0);
  }

  /** From the outermost element inwards, by chance; octet and bit strings may hold DER, too. */
  #pathInto(bytes: Buffer): readonly Place[] {
    const path: Place[] = [];
    for (let range = { contents: 0, end: bytes.length }; ; ) {
      const places = elementsIn(bytes, range.contents, range.end);
      if (places.length === 0 || (path.length > 0 && this.#random() < 0.15)) return path;
      const place = this.pick(places);
      path.push(place);
      range = place;
    }
  }
}

const MAX_LENGTH = 8192;
const INTERESTING = [0, 1, 2, 3, 0x7f, 0x80, 0x81, 0x82, 0x84, 0x85, 0xff];
const TAGS = [
  0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x17, 0x18, 0x1f, 0x30, 0x31, 0x80, 0x81, 0xa0, 0xa1, 0xa2,
  0xa3,
];

interface Place {
  readonly start: number;
  readonly contents: number;
  readonly end: number;
}

/** Those that fit; nothing when the range does not consist of elements. */
function elementsIn(bytes: Buffer, from: number, to: number): readonly Place[] {
  const places: Place[] = [];
  for (let start = from; start < to; ) {
    const first = bytes[start + 1] ?? 0;
    const count = first < 0x80 ? 0 : first & 0x7f;
    if (count > 4 || start + 2 + count > to) return [];
    const length = count === 0 ? first : bytes.readUIntBE(start + 2, count);
    const place = { start, contents: start + 2 + count, end: start + 2 + count + length };
    if (place.end > to) return [];
    places.push(place);
    start = place.end;
  }
  return places;
}

function element(tag: number, contents: Uint8Array): Buffer {
  const { length } = contents;
  const head =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...head), contents]);
}
