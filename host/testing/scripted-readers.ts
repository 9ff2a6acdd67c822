import { KazasuError } from '../../shared/errors.ts';
import type { CardConnection, ReaderSystem, SlotStatus } from '../readers/reader.ts';

/** Readers that hold what a test puts into them. */
export class ScriptedReaders implements ReaderSystem {
  readonly simulated: boolean = false;
  /** Connections in the order in which they will be opened. */
  readonly #connections: (CardConnection | KazasuError)[];
  readonly opened: string[] = [];
  #onChange: (slots: readonly SlotStatus[]) => void = () => undefined;
  #slots: readonly SlotStatus[] = [];
  watchError: KazasuError | undefined;

  constructor(...connections: (CardConnection | KazasuError)[]) {
    this.#connections = connections;
  }

  watch(onChange: (slots: readonly SlotStatus[]) => void): Promise<void> {
    if (this.watchError) return Promise.reject(this.watchError);
    this.#onChange = onChange;
    onChange(this.#slots);
    return Promise.resolve();
  }

  /** As PC/SC would report it. */
  change(slots: readonly SlotStatus[]): void {
    this.#slots = slots;
    this.#onChange(slots);
  }

  connect(reader: string): Promise<CardConnection> {
    this.opened.push(reader);
    const connection = this.#connections.shift() ?? new KazasuError('card-absent');
    return connection instanceof KazasuError ? Promise.reject(connection) : Promise.resolve(connection);
  }
}
