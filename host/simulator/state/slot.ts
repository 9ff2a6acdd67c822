/** The reader's slot: `slot.json`, which the command line, tests and people write and every running host watches. */
import { statSync, watch } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { KazasuError } from '../../../shared/errors.ts';
import { cardSwitchSettingsSchema } from '../card/switches.ts';
import { SCENARIO_NAMES } from '../scenario.ts';
import { discardUnreadableStateFile, makeStateFolder, readStateFile, writeStateFile } from './state-file.ts';

const slotSchema = v.strictObject({
  inserted: v.boolean(),
  scenario: v.picklist(SCENARIO_NAMES),
  /** What differs from the scenario's switches. */
  switches: v.exactOptional(cardSwitchSettingsSchema),
});
export type Slot = v.InferOutput<typeof slotSchema>;

export interface SlotReading extends Slot {
  /** Differs after every write: two insertions of the same scenario are two insertions. */
  readonly revision: string;
}

/** Inserts a card or takes it away, in every host that runs on this state. */
export function writeSlot(folder: string, slot: Slot): void {
  writeStateFile(slotPath(folder), slot);
}

/** @throws {KazasuError} `reader-unavailable` when the file cannot be understood */
export function readSlot(folder: string): SlotReading {
  const revision = slotRevision(folder);
  const slot = readStateFile(slotPath(folder), slotSchema) ?? { inserted: false, scenario: 'normal' };
  // Written in between, the one would not belong to the other, and one insertion would look like two.
  return slotRevision(folder) === revision ? { ...slot, revision } : readSlot(folder);
}

export function discardUnreadableSlot(folder: string): void {
  discardUnreadableStateFile(slotPath(folder), slotSchema);
}

/**
 * Calls back after each write to the folder, until aborted. The caller finds out what has changed, if anything.
 * @throws {KazasuError} `pcsc-unavailable` when the system cannot watch it
 */
export function watchStateFolder(folder: string, onChange: () => void, signal: AbortSignal): void {
  try {
    makeStateFolder(folder);
    // The folder, not the file: a watch on a file stays with the one that a rename has replaced (inotify(7)).
    watch(folder, { signal }, onChange).on('error', onChange);
  } catch (cause) {
    throw new KazasuError('pcsc-unavailable', `${folder} cannot be watched.`, { cause });
  }
}

export function slotRevision(folder: string): string {
  const stats = statSync(slotPath(folder), { bigint: true, throwIfNoEntry: false });
  // Each write makes another inode; one that is used again has another time.
  return stats === undefined ? 'none' : `${stats.ino}-${stats.mtimeNs}`;
}

function slotPath(folder: string): string {
  return join(folder, 'slot.json');
}
