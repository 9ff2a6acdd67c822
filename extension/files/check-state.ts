/** Checking signed files: those that have been chosen so far, and what they come to. */
import type { CheckedFiles } from './check-files.ts';

export interface CheckState {
  /** A document may come after its signature, or an authority's certificate after both: all are looked at again. */
  readonly files: readonly File[];
  /** Undefined before the first file, and while the files are being looked at. */
  readonly result: CheckedFiles | undefined;
}

export const INITIAL_CHECK_STATE: CheckState = { files: [], result: undefined };

/** The newest come first. A file of the same name replaces the one before: it may have been mended. */
export function withCheckedFiles({ files }: CheckState, added: readonly File[]): CheckState {
  const names = new Set(added.map(({ name }) => name));
  return { files: [...added, ...files.filter(({ name }) => !names.has(name))], result: undefined };
}

/** Of files that are no longer the ones on display, nothing is said. */
export function withResult(state: CheckState, files: readonly File[], result: CheckedFiles): CheckState {
  return state.files === files ? { ...state, result } : state;
}
