/** Longer than any answer; what is typed beyond is dropped. */
const MAX_BYTES = 128;

/** What a key means beside the character that it appends. */
export type KeyOutcome = 'enter' | 'interrupt' | 'end' | 'more';

/** A line as it is typed in raw mode, byte by byte, in one array that can be overwritten afterwards. */
export class TypedLine {
  readonly #bytes = new Uint8Array(MAX_BYTES);
  #length = 0;
  #escape: 'introducer' | 'final byte' | undefined;

  press(byte: number): KeyOutcome {
    if (this.#isPartOfEscapeSequence(byte)) return 'more';
    const key = KEYS.get(byte);
    if (key === 'enter' || key === 'interrupt') return key;
    if (key === 'end') return this.#length === 0 ? 'end' : 'more';
    if (key === 'escape') this.#escape = 'introducer';
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

  /**
   * Arrow and function keys: ESC and [ or O, perhaps parameters, then one final byte (ECMA-48 section 5.4). What cannot
   * belong there is a key of its own, so that neither Esc alone nor half a sequence makes Enter or Ctrl-C go unheard.
   */
  #isPartOfEscapeSequence(byte: number): boolean {
    const expected = this.#escape;
    this.#escape = undefined;
    if (expected === undefined) return false;
    const isPart = expected === 'introducer' ? isIntroducer(byte) : byte >= 0x20 && byte <= 0x7e;
    if (isPart && !isFinalByte(byte)) this.#escape = 'final byte';
    return isPart;
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

/** CSI and SS3. The console of Linux has a second [ in the sequences of F1 to F5. */
function isIntroducer(byte: number): boolean {
  return byte === 0x5b || byte === 0x4f;
}

function isFinalByte(byte: number): boolean {
  return byte >= 0x40 && byte <= 0x7e && !isIntroducer(byte);
}
