/** Exit statuses of `kazasu verify`, which scripts rely on. docs/command-line.md, "kazasu verify". */
import { EXIT } from '../command-line.ts';
import type { FileReport } from './file-report.ts';

export const VERIFY_EXIT = {
  /** Every signature in every file is valid, and there is one in each. */
  valid: EXIT.ok,
  /** A signature does not hold, or there is none. */
  notValid: EXIT.failed,
  usage: EXIT.usage,
  /** A file that was named cannot be read, or holds no authority: nothing is said about signatures. */
  unreadable: 3,
} as const;

/** What cannot be read says more than what is not valid. */
export function exitStatusOf(reports: readonly FileReport[]): number {
  return Math.max(VERIFY_EXIT.valid, ...reports.map(({ result }) => statusOf(result)));
}

function statusOf(result: FileReport['result']): number {
  if (result.ok) return VERIFY_EXIT.valid;
  if (result.code === 'file-unreadable') return VERIFY_EXIT.unreadable;
  return result.code === 'document-unexpected' ? VERIFY_EXIT.usage : VERIFY_EXIT.notValid;
}
