import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { discardUnreadablePki, loadTestPki } from './pki-store.ts';
import { temporaryState, temporaryStateWithPki } from './temporary-state.fixture.ts';

it('is made once, though two ask at the same time', async () => {
  const { folder } = temporaryState();
  const [one, other] = await Promise.all([loadTestPki(folder), loadTestPki(folder)]);
  expect(other).toEqual(one);
  expect(await loadTestPki(folder)).toEqual(one);
});

it('that cannot be understood is not replaced behind the back of who trusts it', async () => {
  const { folder } = temporaryState();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'pki.json'), '{"version":2}');
  await expect(loadTestPki(folder)).rejects.toMatchObject({ code: 'reader-unavailable' });
  discardUnreadablePki(folder);
  expect(existsSync(join(folder, 'pki.json'))).toBe(false);
});

it('that is good stays', async () => {
  const { folder } = await temporaryStateWithPki();
  const before = await loadTestPki(folder);
  discardUnreadablePki(folder);
  expect(await loadTestPki(folder)).toEqual(before);
});
