/**
 * Cards that other programs hold. pcscd tells its clients that a card is held, or free again, only when the reader wakes
 * it for some other reason, and never by whom. So a card that this process holds is left out here, and while somebody
 * watches, and only while another program holds a card, that card is tried again and again.
 */
import { errorCodeOf } from '../../shared/errors.ts';
import type { CardConnection, ReaderSystem, ReaderView, SlotStatus } from './reader.ts';

/** @param interval milliseconds between two tries */
export function noticingReleasedCards(readers: ReaderSystem, interval: number): ReaderSystem {
  const cards = new HeldCards(readers, interval);
  return {
    simulated: readers.simulated,
    watch: (onChange, signal) => cards.watch(onChange, signal),
    connect: (reader) => cards.connect(reader),
  };
}

class HeldCards {
  readonly #readers: ReaderSystem;
  readonly #interval: number;
  #view: ReaderView = { slots: [] };
  #onChange: ((view: ReaderView) => void) | undefined;
  /** What was found out about a slot since PC/SC last spoke of it. */
  readonly #found = new Map<string, { readonly said: string; readonly state: 'card' | 'in-use' }>();
  /** One for each connection of this process, from before it is asked for until after it has ended. */
  readonly #ours = new Set<{ readonly reader: string }>();
  /** What was last said, as JSON. */
  #said = '';
  #timer: NodeJS.Timeout | undefined;
  #trial: Promise<void> = Promise.resolve();

  constructor(readers: ReaderSystem, interval: number) {
    this.#readers = readers;
    this.#interval = interval;
  }

  watch(onChange: (view: ReaderView) => void, signal: AbortSignal): Promise<void> {
    this.#onChange = onChange;
    signal.addEventListener(
      'abort',
      () => {
        this.#onChange = undefined;
        clearTimeout(this.#timer);
      },
      { once: true },
    );
    return this.#readers.watch((view) => {
      this.#view = view;
      this.#report();
    }, signal);
  }

  async connect(reader: string): Promise<CardConnection> {
    const ours = { reader };
    this.#ours.add(ours);
    // A trial under way would be the other program itself; none begins from here on.
    await this.#trial;
    try {
      const connection = await this.#readers.connect(reader);
      return {
        transmit: (command) => connection.transmit(command),
        disconnect: () => this.#disconnect(ours, connection),
      };
    } catch (error) {
      this.#ours.delete(ours);
      if (errorCodeOf(error) === 'card-in-use') this.#find(reader, 'in-use');
      this.#report();
      throw error;
    }
  }

  async #disconnect(ours: { readonly reader: string }, connection: CardConnection): Promise<void> {
    try {
      await connection.disconnect();
    } finally {
      // What PC/SC has said of a holder meanwhile was about this process.
      if (this.#ours.delete(ours)) this.#find(ours.reader, 'card');
      this.#report();
    }
  }

  #isOurs(name: string): boolean {
    return [...this.#ours].some(({ reader }) => reader === name);
  }

  /** As they are to this process: a card that it holds itself is not in use. */
  #slots(): SlotStatus[] {
    return this.#view.slots.map((slot) => {
      const found = this.#found.get(slot.name);
      const state = found?.said === spoken(slot) ? found.state : slot.state;
      return { ...slot, state: state === 'in-use' && this.#isOurs(slot.name) ? 'card' : state };
    });
  }

  #report(): void {
    if (!this.#onChange) return;
    const view = { ...this.#view, slots: this.#slots() };
    const said = JSON.stringify(view);
    if (said !== this.#said) this.#onChange(view);
    this.#said = said;
    this.#schedule();
  }

  /** Of a slot with a card; PC/SC's next word of it counts again. */
  #find(reader: string, state: 'card' | 'in-use'): void {
    const slot = this.#view.slots.find(({ name }) => name === reader);
    if (slot?.state !== 'card' && slot?.state !== 'in-use') return;
    this.#found.set(reader, { said: spoken(slot), state });
  }

  /** Readers whose card somebody else holds. */
  #held(): string[] {
    return this.#slots().flatMap(({ name, state }) => (state === 'in-use' ? [name] : []));
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (!this.#onChange || this.#held().length === 0) return;
    this.#timer = setTimeout(() => {
      this.#trial = this.#tryHeld();
    }, this.#interval);
  }

  async #tryHeld(): Promise<void> {
    for (const reader of this.#held()) {
      if (await this.#isFree(reader)) this.#find(reader, 'card');
    }
    this.#report();
  }

  /** Whatever else may be wrong with it, who connects next will hear it. */
  async #isFree(reader: string): Promise<boolean> {
    try {
      await (await this.#readers.connect(reader)).disconnect();
      return true;
    } catch (error) {
      return errorCodeOf(error) !== 'card-in-use';
    }
  }
}

/** PC/SC has spoken of the slot again when this differs. */
function spoken({ state, insertion }: SlotStatus): string {
  return `${state} ${insertion}`;
}
