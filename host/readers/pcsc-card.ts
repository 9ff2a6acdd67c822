/** Cards as pcsclite talks to them, with promises in place of callbacks. What each rejects with is a KazasuError. */
import type { Bytes } from '../../shared/bytes.ts';
import { KazasuError } from '../../shared/errors.ts';
import { keep, type PcscBinding, type PcscReader } from './pcsc-binding.ts';
import { pcscError } from './pcsc-errors.ts';
import { slotStatus } from './pcsc-slot.ts';

const SCARD_SHARE_EXCLUSIVE = 1;
const SCARD_PROTOCOL_T0_OR_T1 = 1 | 2;
const SCARD_UNPOWER_CARD = 2;

/** Data and status word of a short APDU (ISO/IEC 7816-4, 5.1), in bytes. */
const STATUS_WORD_LENGTH = 2;
const LONGEST_RESPONSE = 256 + STATUS_WORD_LENGTH;

export class PcscCard {
  readonly #binding: PcscBinding;
  readonly #reader: string;
  readonly #native: PcscReader;
  #protocol = 0;

  constructor(binding: PcscBinding, reader: string) {
    this.#binding = binding;
    this.#reader = reader;
    this.#native = keep(new binding.CardReader(reader));
  }

  async connect(): Promise<void> {
    this.#protocol = await call<number>('onConnect', (done) => {
      this.#native._connect(SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T0_OR_T1, done);
    });
  }

  async transmit(command: Uint8Array): Promise<Bytes> {
    // The same memory, since a copy would outlive the PIN in it.
    const bytes = Buffer.from(command.buffer, command.byteOffset, command.byteLength);
    const response = await call<Uint8Array>('onTransmit', (done) => {
      this.#native._transmit(bytes, LONGEST_RESPONSE, this.#protocol, done);
    });
    // vpcd's answer for a card that has just gone is an empty one.
    if (response.length < STATUS_WORD_LENGTH) throw new KazasuError('transmission-failed', 'no status word');
    return Uint8Array.from(response);
  }

  /** Takes the power from the card. A card that has gone is no error. */
  disconnect(): Promise<void> {
    return call<undefined>('onTransmit', (done) => {
      this.#native._disconnect(SCARD_UNPOWER_CARD, done);
    }).catch(() => undefined);
  }

  /** Whether PC/SC notices within so many milliseconds that the slot is empty. Never rejects. */
  async leavesWithin(milliseconds: number): Promise<boolean> {
    const slot = keep(new this.#binding.CardReader(this.#reader));
    let timer: NodeJS.Timeout | undefined;
    const left = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, milliseconds, false);
      slot.get_status((error, eventState) => {
        if (!error && slotStatus(this.#reader, eventState, 0)?.state === 'empty') resolve(true);
      });
    });
    try {
      return await left;
    } finally {
      clearTimeout(timer);
      // Not in the callback, which holds the mutex that this takes.
      setImmediate(() => {
        slot.close();
      });
    }
  }
}

/** Calls to PC/SC that have not come back. */
let underWay = 0;

/**
 * At its end a process waits for its threads, and so for a card that never answers. Nobody is waiting for the exit
 * status any more, and pcscd resets the card of a client that has gone.
 */
process.on('exit', () => {
  if (underWay > 0) process.kill(process.pid, 'SIGKILL');
});

async function call<T>(
  kind: 'onConnect' | 'onTransmit',
  start: (done: (error: Error | null, result?: T) => void) => void,
): Promise<T> {
  underWay += 1;
  try {
    return await new Promise<T>((resolve, reject) => {
      start((error, result) => {
        if (error) reject(pcscError(kind, error));
        // pcsclite gives a result where there is no error.
        else resolve(result as T);
      });
    });
  } finally {
    underWay -= 1;
  }
}
