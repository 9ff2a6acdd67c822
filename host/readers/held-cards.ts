/**
 * Cards that other programs hold. pcscd tells its clients that a card is held, or free again, only when the reader wakes
 * it for some other reason; so while somebody watches, and only while a card is held, it is tried again and again.
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
  /** Readers to whose card this process is connected. */
  readonly #ours = new Set<string>();
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
    // A trial under way would be the other program itself.
    await this.#trial;
    try {
      const connection = await this.#readers.connect(reader);
      this.#ours.add(reader);
      return {
        transmit: (command) => connection.transmit(command),
        disconnect: () => this.#disconnect(reader, connection),
      };
    } catch (error) {
      if (errorCodeOf(error) === 'card-in-use') this.#find(reader, 'in-use');
      throw error;
    }
  }

  async #disconnect(reader: string, connection: CardConnection): Promise<void> {
    await connection.disconnect();
    this.#ours.delete(reader);
    this.#schedule();
  }

  #slots(): SlotStatus[] {
    return this.#view.slots.map((slot) => {
      const found = this.#found.get(slot.name);
      return found?.said === spoken(slot) ? { ...slot, state: found.state } : slot;
    });
  }

  #report(): void {
    this.#onChange?.({ ...this.#view, slots: this.#slots() });
    this.#schedule();
  }

  #find(reader: string, state: 'card' | 'in-use'): void {
    const slot = this.#view.slots.find(({ name }) => name === reader);
    const known = this.#slots().find(({ name }) => name === reader)?.state;
    if (!slot || known === state) return;
    this.#found.set(reader, { said: spoken(slot), state });
    this.#report();
  }

  /** Readers whose card somebody else holds. */
  #held(): string[] {
    const held = this.#slots().filter(({ name, state }) => state === 'in-use' && !this.#ours.has(name));
    return held.map(({ name }) => name);
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
    this.#schedule();
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
