/**
 * The two native classes of pcsclite, as far as they are used here. The package's own JavaScript is left out: it opens
 * every reader by itself, is silent when there is none, and takes a card for connected after a failed disconnect.
 *
 * All callbacks come on the main thread, outside any promise; what is thrown in one ends the process.
 */

export interface PcscBinding {
  readonly PCSCLite: new () => PcscContext;
  readonly CardReader: new (name: string) => PcscReader;
}

/** A context of pcscd that watches which readers there are. Its constructor throws without pcscd. */
export interface PcscContext {
  /** Calls back at once and on every change with a multi-string (SCardListReaders), until `close` or an error. */
  start(callback: (error: Error | null | undefined, names: Uint8Array) => void): void;
  /** Blocks until its thread has ended: some milliseconds. */
  close(): void;
}

/**
 * Either watches a slot (`get_status`, `close`) or talks to its card, never both: its mutex is held during a command
 * and would be taken on the main thread for a change of status, which would then wait for the card.
 */
export interface PcscReader {
  /** `emit('_end')` is called when the thread of `get_status` has ended. */
  emit?: () => void;
  /** Calls back at once and on every change with dwEventState, until `close` or an error. */
  get_status(callback: (error: Error | null | undefined, eventState: number) => void): void;
  /** As above. Deadlocks in a callback of `get_status` or `emit`. */
  close(): void;
  _connect(
    shareMode: number,
    protocols: number,
    done: (error: Error | null, activeProtocol: number) => void,
  ): void;
  /** Copies the command at once. `limit` is the length of the longest answer, in bytes. */
  _transmit(
    command: Uint8Array,
    limit: number,
    protocol: number,
    done: (error: Error | null, response: Uint8Array) => void,
  ): void;
  _disconnect(disposition: number, done: (error: Error | null) => void): void;
}

/**
 * Holds a native object for the life of the process. V8 would collect one whose thread still runs, and ~CardReader
 * joins a thread that was never started when the object has only talked to a card.
 */
export function keep<T extends PcscContext | PcscReader>(object: T): T {
  kept.push(object);
  return object;
}

const kept: unknown[] = [];
