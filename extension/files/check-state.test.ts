import { expect, it } from 'vitest';
import { INITIAL_CHECK_STATE, withCheckedFiles, withResult } from './check-state.ts';

const file = (name: string): File => new File([], name);
const NOTHING = { files: [], certificates: [] };

it('adds to the files that are there, and takes the later one of two with the same name', () => {
  const [first, second, mended] = [file('a.pdf'), file('a.pdf.p7s'), file('a.pdf')];
  const state = withCheckedFiles(withCheckedFiles(INITIAL_CHECK_STATE, [first, second]), [mended]);
  expect(state.files).toEqual([mended, second]);
  expect(state.files[0]).toBe(mended);
});

it('shows a result only of the files that it is about', () => {
  const before = withCheckedFiles(INITIAL_CHECK_STATE, [file('a.pdf')]);
  const now = withCheckedFiles(before, [file('b.pdf')]);
  expect(withResult(now, before.files, NOTHING).result).toBeUndefined();
  expect(withResult(now, now.files, NOTHING).result).toBe(NOTHING);
});
