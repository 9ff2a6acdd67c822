import { KazasuError } from '../../shared/errors.ts';
import type { ReaderProblem } from '../../shared/host-protocol.ts';
import type { CardConnection, ReaderSystem, ReaderView, SlotStatus } from '../readers/reader.ts';

/** Readers that hold what a test puts into them. */
export class ScriptedReaders implements ReaderSystem {
  readonly simulated: boolean = false;
  /** Connections in the order in which they will be opened. */
  readonly #connections: (CardConnection | KazasuError)[];
  readonly opened: string[] = [];
  #onChange: (view: ReaderView) => void = () => undefined;
  #view: ReaderView = { slots: [] };
  watchError: KazasuError | undefined;
  /** What is opened when the connections given have been used up. */
  next: () => CardConnection | KazasuError = () => new KazasuError('card-absent');

  constructor(...connections: (CardConnection | KazasuError)[]) {
    this.#connections = connections;
  }

  watch(onChange: (view: ReaderView) => void): Promise<void> {
    if (this.watchError) return Promise.reject(this.watchError);
    this.#onChange = onChange;
    onChange(this.#view);
    return Promise.resolve();
  }

  /** As PC/SC would report it. */
  change(slots: readonly SlotStatus[], problem?: ReaderProblem): void {
    this.#view = { slots, ...(problem && { problem }) };
    this.#onChange(this.#view);
  }

  connect(reader: string): Promise<CardConnection> {
    this.opened.push(reader);
    const connection = this.#connections.shift() ?? this.next();
    return connection instanceof KazasuError ? Promise.reject(connection) : Promise.resolve(connection);
  }
}
