/** What a card keeps without power, one file for each card: PINs and tries left. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import {
  CARD_PINS,
  type CardMemory,
  type CardPin,
  type CardSecret,
  type SecretRecord,
} from '../card/card-pins.ts';
import type { CardName } from '../personalisation.ts';
import { SCENARIOS, type Scenario } from '../scenario.ts';
import type { SlotReading } from './slot.ts';
import { readStateFile, writeStateFile } from './state-file.ts';

const secretRecord = v.strictObject({
  value: v.pipe(v.string(), v.maxLength(16)),
  triesLeft: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(15)),
});

const memorySchema = v.strictObject({
  /** Revision of the slot at which the card was last inserted. */
  insertion: v.string(),
  secrets: v.strictObject({
    userAuthentication: secretRecord,
    digitalSignature: secretRecord,
    cardInfoInput: secretRecord,
    verificationNumberA: secretRecord,
    verificationNumberB: secretRecord,
  } satisfies Record<CardSecret, unknown>),
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
    read: (secret) => load().secrets[secret],
    write: (secret, record) => {
      const { insertion, secrets } = load();
      writeStateFile(path, { insertion, secrets: { ...secrets, [secret]: record } });
    },
  };
}

/** Every card as it was issued. */
export function forgetCardMemories(folder: string): void {
  rmSync(memoryFolder(folder), { recursive: true, force: true });
}

function freshMemory(): MemoryContent {
  const secrets = {
    ...everyPin((pin) => ({ value: CARD_PINS[pin].initial, triesLeft: CARD_PINS[pin].tries })),
    verificationNumberA: FRESH_NUMBER,
    verificationNumberB: FRESH_NUMBER,
  };
  return { insertion: '', secrets };
}

/** The number itself is printed on the card; the counter is as high as any switch lets it be. */
const FRESH_NUMBER: SecretRecord = { value: '', triesLeft: 10 };

function insert(
  { secrets }: MemoryContent,
  { triesAtInsertion }: Scenario,
  insertion: string,
): MemoryContent {
  if (triesAtInsertion === undefined) return { insertion, secrets };
  const pins = everyPin((pin) => ({ value: secrets[pin].value, triesLeft: triesAtInsertion[pin] }));
  return { insertion, secrets: { ...secrets, ...pins } };
}

function everyPin(record: (pin: CardPin) => SecretRecord): Record<CardPin, SecretRecord> {
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
