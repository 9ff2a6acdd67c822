/** What a card keeps without power, one file for each card: PINs and tries left. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { CARD_PINS, type CardMemory, type CardPin, type PinRecord } from '../card/card-pins.ts';
import type { CardName } from '../personalisation.ts';
import { SCENARIOS, type Scenario } from '../scenario.ts';
import type { SlotReading } from './slot.ts';
import { readStateFile, writeStateFile } from './state-file.ts';

const pinRecord = v.strictObject({
  value: v.pipe(v.string(), v.minLength(1), v.maxLength(16)),
  triesLeft: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(15)),
});

const memorySchema = v.strictObject({
  /** Revision of the slot at which the card was last inserted. */
  insertion: v.string(),
  pins: v.strictObject({
    userAuthentication: pinRecord,
    digitalSignature: pinRecord,
    cardInfoInput: pinRecord,
  } satisfies Record<CardPin, unknown>),
});
type MemoryContent = v.InferOutput<typeof memorySchema>;

/**
 * The memory of the card in the slot. It is read and written through, so that every process sees the same counters.
 * @throws {KazasuError} `reader-unavailable` when its file cannot be understood; so do the memory's own functions
 */
export function openCardMemory(folder: string, slot: SlotReading): CardMemory {
  const scenario: Scenario = SCENARIOS[slot.scenario];
  const path = memoryPath(folder, scenario.card);
  const load = () => readStateFile(path, memorySchema) ?? freshMemory();
  const content = load();
  if (content.insertion !== slot.revision) writeStateFile(path, insert(content, scenario, slot.revision));
  return {
    read: (pin) => load().pins[pin],
    write: (pin, record) => {
      const { insertion, pins } = load();
      writeStateFile(path, { insertion, pins: { ...pins, [pin]: record } });
    },
  };
}

/** Every card as it was issued. */
export function forgetCardMemories(folder: string): void {
  rmSync(memoryFolder(folder), { recursive: true, force: true });
}

function freshMemory(): MemoryContent {
  const pins = everyPin((pin) => ({ value: CARD_PINS[pin].initial, triesLeft: CARD_PINS[pin].tries }));
  return { insertion: '', pins };
}

function insert({ pins }: MemoryContent, { triesAtInsertion }: Scenario, insertion: string): MemoryContent {
  if (triesAtInsertion === undefined) return { insertion, pins };
  return {
    insertion,
    pins: everyPin((pin) => ({ value: pins[pin].value, triesLeft: triesAtInsertion[pin] })),
  };
}

function everyPin(record: (pin: CardPin) => PinRecord): Record<CardPin, PinRecord> {
  return {
    userAuthentication: record('userAuthentication'),
    digitalSignature: record('digitalSignature'),
    cardInfoInput: record('cardInfoInput'),
  };
}

function memoryPath(folder: string, card: CardName): string {
  return join(memoryFolder(folder), `${card}.json`);
}

function memoryFolder(folder: string): string {
  return join(folder, 'cards');
}
