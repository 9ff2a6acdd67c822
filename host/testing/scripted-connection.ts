import { type Bytes, fromHex, toHex } from '../../shared/bytes.ts';
import type { CardConnection } from '../readers/reader.ts';

/** A command in hexadecimal, and what the card makes of it: hexadecimal, a failure, or worked out from the command. */
export type Exchange = readonly [command: string, response: string | Error | ((command: Bytes) => Bytes)];

/** A card that answers to exactly these commands in exactly this order. */
export class ScriptedConnection implements CardConnection {
  readonly #script: Exchange[];
  /** What was really sent, in hexadecimal. */
  readonly sent: string[] = [];
  /** The buffers themselves, to see what has become of them. */
  readonly buffers: Uint8Array[] = [];
  disconnected = 0;

  constructor(script: readonly Exchange[]) {
    this.#script = script.map(([command, response]) => [command.replaceAll(' ', ''), response]);
  }

  /** Commands that have not come yet. */
  get outstanding(): readonly string[] {
    return this.#script.map(([command]) => command);
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- what it throws must reject
  async transmit(command: Uint8Array): Promise<Bytes> {
    const hex = toHex(command);
    this.sent.push(hex);
    this.buffers.push(command);
    const [expected, response] = this.#script.shift() ?? ['nothing', ''];
    if (hex !== expected) throw new TypeError(`sent ${hex} where ${expected} was expected`);
    if (response instanceof Error) throw response;
    return typeof response === 'string' ? fromHex(response) : response(Uint8Array.from(command));
  }

  disconnect(): Promise<void> {
    this.disconnected += 1;
    return Promise.resolve();
  }
}
