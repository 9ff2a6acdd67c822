import { keep, type PcscBinding, type PcscContext, type PcscReader } from './pcsc-binding.ts';
import { isServiceGone } from './pcsc-errors.ts';
import { slotStatus } from './pcsc-slot.ts';
import type { SlotStatus } from './reader.ts';

export interface PcscWatchListener {
  /** All slots, in the order of PC/SC: as soon as each is known, and whenever one may have changed. */
  onSlots(slots: readonly SlotStatus[]): void;
  /** pcscd has gone. Nothing more comes from this watch; a new one may succeed. */
  onLost(): void;
}

/** The readers of one context of pcscd, for as long as that pcscd lives. */
export class PcscWatch {
  static #count = 0;
  readonly #number = (PcscWatch.#count += 1);
  readonly #binding: PcscBinding;
  readonly #listener: PcscWatchListener;
  readonly #context: PcscContext;
  #names: readonly string[] = [];
  readonly #watched = new Map<string, WatchedReader>();
  #ended = false;

  /** @throws Error without pcscd */
  constructor(binding: PcscBinding, listener: PcscWatchListener) {
    this.#binding = binding;
    this.#listener = listener;
    this.#context = keep(new binding.PCSCLite());
    this.#context.start((error, names) => {
      this.#later(() => {
        if (error) this.#lost();
        else this.#list(readerNames(names));
      });
    });
  }

  end(): void {
    // Perhaps called from what a native callback has set off.
    setImmediate(() => {
      this.#end();
    });
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const { native } of this.#watched.values()) native.close();
    this.#context.close();
  }

  /** Out of a native callback, in which a reader cannot be closed: it holds the reader's mutex. */
  #later(action: () => void): void {
    setImmediate(() => {
      if (!this.#ended) action();
    });
  }

  #lost(): void {
    this.#end();
    this.#listener.onLost();
  }

  #list(names: readonly string[]): void {
    this.#names = names;
    for (const name of this.#watched.keys()) if (!names.includes(name)) this.#forget(name);
    for (const name of names) if (!this.#watched.has(name)) this.#watch(name);
    this.#report();
  }

  #watch(name: string): void {
    const native = keep(new this.#binding.CardReader(name));
    const reader: WatchedReader = { native, status: undefined };
    this.#watched.set(name, reader);
    native.emit = () => {
      this.#later(() => {
        this.#threadEnded(name, reader);
      });
    };
    native.get_status((error, eventState) => {
      this.#later(() => {
        if (!error) this.#update(name, reader, slotStatus(name, eventState, this.#number));
        else if (isServiceGone(error)) this.#lost();
        else this.#giveUp(name, reader);
      });
    });
  }

  #update(name: string, reader: WatchedReader, status: SlotStatus | undefined): void {
    // UNKNOWN: unplugged, and its thread is about to end.
    if (status === undefined || this.#watched.get(name) !== reader) return;
    reader.status = status;
    this.#report();
  }

  /** Something is wrong with this reader alone: the others are watched on. */
  #giveUp(name: string, reader: WatchedReader): void {
    if (this.#watched.get(name) !== reader) return;
    this.#forget(name);
    this.#report();
  }

  /** The reader was unplugged; plugged in again so quickly that the list of readers stayed the same, it is opened again. */
  #threadEnded(name: string, reader: WatchedReader): void {
    if (this.#watched.get(name) !== reader) return;
    this.#forget(name);
    // One that never said anything cannot be watched at all, and would end again at once.
    if (reader.status !== undefined && this.#names.includes(name)) this.#watch(name);
    this.#report();
  }

  #forget(name: string): void {
    this.#watched.get(name)?.native.close();
    this.#watched.delete(name);
  }

  #report(): void {
    const watched = this.#names.flatMap((name) => this.#watched.get(name) ?? []);
    const slots = watched.flatMap(({ status }) => status ?? []);
    // Each says what it holds at once; without waiting for that, readers would seem to appear one by one.
    if (slots.length === watched.length) this.#listener.onSlots(slots);
  }
}

interface WatchedReader {
  readonly native: PcscReader;
  /** Undefined until it has said something. */
  status: SlotStatus | undefined;
}

/** The multi-string of SCardListReaders: each name ends in NUL, and so does the list. */
function readerNames(multiString: Uint8Array): string[] {
  return new TextDecoder()
    .decode(multiString)
    .split('\0')
    .filter((name) => name !== '');
}
