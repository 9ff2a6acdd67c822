import type { SlotStatus } from './reader.ts';

/** SCARD_STATE_… of pcsclite.h, the low half of dwEventState; the first row that matches counts. */
const STATES: readonly (readonly [mask: number, state: SlotStatus['state']])[] = [
  [0x0010, 'empty'], // EMPTY
  [0x0200, 'mute'], // MUTE
  [0x0080 | 0x0100, 'in-use'], // EXCLUSIVE, INUSE
  [0x0020, 'card'], // PRESENT
];

/**
 * What SCardGetStatusChange says of a slot; undefined for a reader that is UNKNOWN or UNAVAILABLE. The high half of
 * dwEventState counts insertions and removals, so that a card that was changed too quickly to be seen is seen
 * nevertheless.
 *
 * @param context tells apart the counters of one pcscd and the next
 */
export function slotStatus(name: string, eventState: number, context: number): SlotStatus | undefined {
  const state = STATES.find(([mask]) => (eventState & mask) !== 0)?.[1];
  return state && { name, state, insertion: `${context}.${eventState >>> 16}` };
}
