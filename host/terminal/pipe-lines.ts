import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';

/** One line after another from a pipe, each without its end. Nothing is read before it is asked for. */
export class PipeLines {
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #decoder = new StringDecoder('utf8');
  readonly #maxLength: number;
  #rest = '';
  #ended = false;

  /** @param maxLength of a line in UTF-16 units; a longer one is cut there, and all that follows is lost */
  constructor(input: Readable, maxLength: number) {
    // A Readable without encoding gives bytes.
    this.#chunks = input[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
    this.#maxLength = maxLength;
  }

  /** @returns undefined behind the last line */
  async next(): Promise<string | undefined> {
    while (!this.#rest.includes('\n') && !this.#ended) await this.#readOn();
    if (this.#rest === '') return undefined;
    const [line = '', ...others] = this.#rest.split('\n');
    this.#rest = others.join('\n');
    return line.replace(/\r$/u, '');
  }

  async #readOn(): Promise<void> {
    const chunk: IteratorResult<Uint8Array, unknown> = await this.#chunks.next();
    if (chunk.done !== true) this.#rest += this.#decoder.write(chunk.value);
    this.#ended = chunk.done === true || this.#rest.length > this.#maxLength;
    this.#rest = this.#rest.slice(0, this.#maxLength);
  }
}
