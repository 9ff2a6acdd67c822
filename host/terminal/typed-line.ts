/** Longer than any answer; what is typed beyond is dropped. */
const MAX_BYTES = 128;

/** What a key means beside the character that it appends. */
export type KeyOutcome = 'enter' | 'interrupt' | 'end' | 'more';

/** A line as it is typed in raw mode, byte by byte, in one array that can be overwritten afterwards. */
export class TypedLine {
  readonly #bytes = new Uint8Array(MAX_BYTES);
  #length = 0;
  #inEscapeSequence = false;

  press(byte: number): KeyOutcome {
    if (this.#inEscapeSequence) {
      this.#inEscapeSequence = !isFinalByte(byte);
      return 'more';
    }
    const key = KEYS.get(byte);
    if (key === 'enter' || key === 'interrupt') return key;
    if (key === 'end') return this.#length === 0 ? 'end' : 'more';
    if (key === 'escape') this.#inEscapeSequence = true;
    else if (key === 'erase') this.#eraseCharacter();
    else if (key === 'kill') this.wipe();
    else if (byte >= 0x20) this.#append(byte);
    return 'more';
  }

  /** UTF-8 decoded. */
  toString(): string {
    return new TextDecoder().decode(this.#bytes.subarray(0, this.#length));
  }

  wipe(): void {
    this.#bytes.fill(0);
    this.#length = 0;
  }

  #append(byte: number): void {
    if (this.#length === MAX_BYTES) return;
    this.#bytes[this.#length] = byte;
    this.#length += 1;
  }

  /** A character of UTF-8 with all its bytes: 10xxxxxx are those behind the first. */
  #eraseCharacter(): void {
    let erased = 0x80;
    while (this.#length > 0 && (erased & 0xc0) === 0x80) {
      this.#length -= 1;
      erased = this.#bytes[this.#length] ?? 0;
      this.#bytes[this.#length] = 0;
    }
  }
}

/** The special characters of POSIX.1-2017, Base Definitions, section 11.1.9, as terminals set them. */
const KEYS: ReadonlyMap<number, 'enter' | 'interrupt' | 'end' | 'escape' | 'erase' | 'kill'> = new Map([
  [0x0d, 'enter'],
  [0x0a, 'enter'],
  [0x03, 'interrupt'],
  [0x04, 'end'],
  [0x1b, 'escape'],
  [0x7f, 'erase'],
  [0x08, 'erase'],
  [0x15, 'kill'],
]);

/** Arrow and function keys: ESC, perhaps [ or O and parameters, then one final byte (ECMA-48 section 5.4). */
function isFinalByte(byte: number): boolean {
  return byte >= 0x40 && byte <= 0x7e && byte !== 0x5b && byte !== 0x4f;
}
