import type { HistoryEntry } from './history-entry.ts';

/** The history as a file for programs: what is stored, as it is. */
export function historyJson(entries: readonly HistoryEntry[], now: Date): string {
  return `${JSON.stringify({ kazasuHistory: 1, exported: now.toISOString(), entries }, null, 2)}\n`;
}
