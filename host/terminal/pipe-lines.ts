import type { Readable } from 'node:stream';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * One line after another from a pipe, each without its end. Nothing is read before it is asked for, and what was read
 * is overwritten: a line may be a PIN, and the string that is handed out is then its only copy.
 */
export class PipeLines {
  readonly #input: Readable;
  readonly #line: Uint8Array;
  #chunk = new Uint8Array();
  #position = 0;
  #ended = false;

  /** @param maxLength of a line in bytes; a longer one is cut there, and all that follows is lost */
  constructor(input: Readable, maxLength: number) {
    this.#input = input;
    this.#line = new Uint8Array(maxLength);
  }

  /** @returns undefined behind the last line */
  async next(): Promise<string | undefined> {
    for (let length = 0; ; length += 1) {
      const byte = await this.#nextByte();
      if (byte === LINE_FEED) return this.#take(length);
      if (byte === undefined) return length === 0 ? undefined : this.#take(length);
      if (length === this.#line.length) return this.#cut();
      this.#line[length] = byte;
    }
  }

  async #nextByte(): Promise<number | undefined> {
    while (this.#position === this.#chunk.length && !this.#ended) await this.#readOn();
    const byte = this.#chunk[this.#position];
    if (byte === undefined) return undefined;
    this.#chunk[this.#position] = 0;
    this.#position += 1;
    return byte;
  }

  async #readOn(): Promise<void> {
    const chunk = await nextChunk(this.#input);
    this.#ended = chunk === undefined;
    this.#chunk = chunk ?? new Uint8Array();
    this.#position = 0;
  }

  /** Bytes, not a regular expression on the text: `RegExp.input` would keep it. */
  #take(length: number): string {
    const end = length > 0 && this.#line[length - 1] === CARRIAGE_RETURN ? length - 1 : length;
    const text = new TextDecoder().decode(this.#line.subarray(0, end));
    this.#line.fill(0);
    return text;
  }

  #cut(): string {
    this.#chunk.fill(0);
    this.#chunk = new Uint8Array();
    this.#position = 0;
    this.#ended = true;
    return this.#take(this.#line.length);
  }
}

/**
 * The bytes as they came, and undefined at the end. By `data` events, since `read` and the iterator of a Readable join
 * what has come meanwhile, and would leave the parts in memory.
 */
function nextChunk(input: Readable): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return new Promise((resolve, reject) => {
    if (input.errored) reject(input.errored);
    if (input.readableEnded || input.destroyed) resolve(undefined);
    const settle = (): void => {
      input.off('data', take).off('end', end).off('close', end).off('error', fail).pause();
    };
    const take = (chunk: Uint8Array<ArrayBuffer>): void => {
      settle();
      resolve(chunk);
    };
    const end = (): void => {
      settle();
      resolve(undefined);
    };
    const fail = (error: Error): void => {
      settle();
      reject(error);
    };
    input.on('data', take).on('end', end).on('close', end).on('error', fail).resume();
  });
}
