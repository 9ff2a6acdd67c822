import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSlot, writeSlot } from './slot.ts';
import { temporaryState } from './temporary-state.fixture.ts';

const byHand = (folder: string, content: string) => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'slot.json'), content);
};

it('is empty before anybody has written it', () => {
  const { folder } = temporaryState();
  expect(readSlot(folder)).toMatchObject({ inserted: false, scenario: 'normal' });
});

it('holds what was written', () => {
  const { folder } = temporaryState();
  writeSlot(folder, { inserted: true, scenario: 'blocked', switches: { blockedVerify: '6983' } });
  expect(readSlot(folder)).toMatchObject({
    inserted: true,
    scenario: 'blocked',
    switches: { blockedVerify: '6983' },
  });
});

it('may be written by hand', () => {
  const { folder } = temporaryState();
  byHand(folder, '{ "inserted": true, "scenario": "slow" }');
  expect(readSlot(folder)).toMatchObject({ inserted: true, scenario: 'slow' });
});

it('has another revision after each write, even of the same', () => {
  const { folder } = temporaryState();
  const revisions = new Set([readSlot(folder).revision]);
  for (let writes = 0; writes < 20; writes += 1) {
    writeSlot(folder, { inserted: true, scenario: 'normal' });
    revisions.add(readSlot(folder).revision);
    expect(readSlot(folder).revision).toBe(readSlot(folder).revision);
  }
  expect(revisions.size).toBe(21);
});

describe('does not hold', () => {
  it.each([
    ['an unknown scenario', '{ "inserted": true, "scenario": "toString" }'],
    ['no scenario', '{ "inserted": true }'],
    ['an unknown key', '{ "inserted": true, "scenario": "normal", "card": "taro" }'],
    ['an unknown switch', '{ "inserted": true, "scenario": "normal", "switches": { "x": true } }'],
    [
      'an unknown value of a switch',
      '{ "inserted": true, "scenario": "normal", "switches": { "tokenLabel": "X" } }',
    ],
    [
      'odd hexadecimal',
      '{ "inserted": true, "scenario": "normal", "switches": { "fileControlInformation": "6F0" } }',
    ],
  ])('%s', (_name, content) => {
    const { folder } = temporaryState();
    byHand(folder, content);
    expect(() => readSlot(folder)).toThrow(expect.objectContaining({ code: 'reader-unavailable' }));
  });
});
