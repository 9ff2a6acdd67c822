/** The card in the slot, under power, with its scenario's faults: what any reader, simulated or virtual, talks to. */
import { setTimeout } from 'node:timers/promises';
import { type Bytes, fromHex } from '../../shared/bytes.ts';
import { KazasuError } from '../../shared/errors.ts';
import { ANSWER_TO_RESET } from './card/answer-to-reset.ts';
import type { CardMemory } from './card/card-pins.ts';
import { SimulatedCard } from './card/simulated-card.ts';
import { type CardSwitches, DEFAULT_SWITCHES } from './card/switches.ts';
import { cardApplications } from './personalisation.ts';
import { type Faults, type Scenario, SCENARIOS } from './scenario.ts';
import { openCardMemory } from './state/card-memory.ts';
import { loadTestPki } from './state/pki-store.ts';
import { type SlotReading, slotRevision, writeSlot } from './state/slot.ts';

/**
 * Powers the card up, which the caller has seen in the slot.
 * @throws {KazasuError} `reader-unavailable` when the state cannot be understood
 */
export async function powerUp(folder: string, slot: SlotReading): Promise<InsertedCard> {
  const scenario: Scenario = SCENARIOS[slot.scenario];
  const switches = { ...DEFAULT_SWITCHES, ...scenario.switches, ...slot.switches };
  const memory = new TearableMemory(openCardMemory(folder, slot));
  const applications = cardApplications(scenario.card, await loadTestPki(folder), switches);
  const card = new SimulatedCard(applications, memory, switches);
  return new InsertedCard({ folder, slot, card, memory, switches, faults: scenario.faults ?? {} });
}

interface InsertedCardParts {
  readonly folder: string;
  readonly slot: SlotReading;
  readonly card: SimulatedCard;
  readonly memory: TearableMemory;
  readonly switches: CardSwitches;
  readonly faults: Faults;
}

export class InsertedCard {
  readonly #parts: InsertedCardParts;
  #powered = true;

  constructor(parts: InsertedCardParts) {
    this.#parts = parts;
  }

  /**
   * @throws {KazasuError} `card-removed` when it has left the slot or the connection, or leaves during the command;
   *   `transmission-failed` when the reader loses the answer
   */
  async transmit(command: Uint8Array): Promise<Bytes> {
    const { card, faults } = this.#parts;
    this.#requirePresence();
    if (faults.delayMilliseconds !== undefined) {
      await setTimeout(faults.delayMilliseconds);
      this.#requirePresence();
    }
    // A removal waits for a command with data: asking for the counter is a VERIFY too.
    const leaves =
      faults.removal?.ins === command[1] && command.length > 5 ? faults.removal?.when : undefined;
    if (leaves === 'during') this.#tear(command);
    const response = card.process(command);
    if (leaves === 'after') this.#leave();
    const { longestAnswer = Number.POSITIVE_INFINITY } = faults;
    if (response.length - STATUS_WORD_LENGTH > longestAnswer) throw new KazasuError('transmission-failed');
    return response;
  }

  /** The first bytes of a card after power-up, which a reader asks for (ISO 7816-3 section 8). */
  get answerToReset(): Bytes {
    const { slot, switches, faults } = this.#parts;
    if (faults.noConnection === 'mute') return TOO_LONG;
    const foreign = SCENARIOS[slot.scenario].card === 'foreign';
    return fromHex(ANSWER_TO_RESET[foreign ? 'foreign' : switches.interface]);
  }

  /** Off and on again: everything volatile is gone. */
  powerCycle(): void {
    this.#parts.card.powerCycle();
  }

  /** A reset without loss of power. */
  reset(): void {
    this.#parts.card.reset();
  }

  /** What a PIN has opened is closed; no command is answered any more, not even one that is waiting. */
  powerDown(): void {
    this.#powered = false;
  }

  /** The same insertion, and nothing else, keeps the connection. */
  #requirePresence(): void {
    const { folder, slot } = this.#parts;
    if (!this.#powered || slotRevision(folder) !== slot.revision) throw new KazasuError('card-removed');
  }

  /** The card begins to work, but power ends before it has finished. */
  #tear(command: Uint8Array): never {
    const { card, memory, switches } = this.#parts;
    memory.failAfter(switches.tornVerifyCounts ? 1 : 0);
    card.process(command);
    this.#leave();
    throw new KazasuError('card-removed');
  }

  #leave(): void {
    const { folder, slot } = this.#parts;
    writeSlot(folder, { inserted: false, scenario: slot.scenario });
  }
}

const STATUS_WORD_LENGTH = 2;

/** Longer than any answer to reset may be (ISO 7816-3 section 8.2.1), upon which pcscd calls the card mute. */
const TOO_LONG = new Uint8Array(34);

/** Memory that loses power: what the card writes afterwards is lost, what it wrote before stays. */
class TearableMemory implements CardMemory {
  readonly #memory: CardMemory;
  #writesLeft = Number.POSITIVE_INFINITY;

  constructor(memory: CardMemory) {
    this.#memory = memory;
  }

  failAfter(writes: number): void {
    this.#writesLeft = writes;
  }

  readonly read: CardMemory['read'] = (pin) => this.#memory.read(pin);

  readonly write: CardMemory['write'] = (pin, record) => {
    if (this.#writesLeft <= 0) return;
    this.#writesLeft -= 1;
    this.#memory.write(pin, record);
  };
}
