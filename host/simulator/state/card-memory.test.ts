import { describe, expect, it } from 'vitest';
import type { ScenarioName } from '../scenario.ts';
import { forgetCardMemories, openCardMemory } from './card-memory.ts';
import { readSlot, writeSlot } from './slot.ts';
import { temporaryState } from './temporary-state.fixture.ts';

const insert = (folder: string, scenario: ScenarioName) => {
  writeSlot(folder, { inserted: true, scenario });
  return openCardMemory(folder, readSlot(folder));
};

describe('a fresh card', () => {
  it.each([
    { pin: 'userAuthentication', value: '1234', triesLeft: 3 },
    { pin: 'digitalSignature', value: 'ABC12345', triesLeft: 5 },
    { pin: 'cardInfoInput', value: '5678', triesLeft: 3 },
  ] as const)('$pin', ({ pin, value, triesLeft }) => {
    const { folder } = temporaryState();
    expect(insert(folder, 'normal').read(pin)).toEqual({ value, triesLeft });
  });
});

const USED = { value: '9999', triesLeft: 1 };

describe('what was written', () => {
  it('is there for every process, at once', () => {
    const { folder } = temporaryState();
    const here = insert(folder, 'normal');
    const there = openCardMemory(folder, readSlot(folder));
    here.write('userAuthentication', USED);
    expect(there.read('userAuthentication')).toEqual(USED);
    expect(there.read('digitalSignature').triesLeft).toBe(5);
  });

  it('outlives an insertion', () => {
    const { folder } = temporaryState();
    insert(folder, 'normal').write('userAuthentication', USED);
    expect(insert(folder, 'normal').read('userAuthentication')).toEqual(USED);
  });

  it('is of one card, whichever scenario it is used in', () => {
    const { folder } = temporaryState();
    insert(folder, 'removed-during-verify').write('userAuthentication', USED);
    expect(insert(folder, 'normal').read('userAuthentication')).toEqual(USED);
    expect(insert(folder, 'other-person').read('userAuthentication').triesLeft).toBe(3);
  });

  it('is gone when cards are fresh again', () => {
    const { folder } = temporaryState();
    insert(folder, 'normal').write('userAuthentication', USED);
    forgetCardMemories(folder);
    expect(insert(folder, 'normal').read('userAuthentication')).toEqual({ value: '1234', triesLeft: 3 });
  });
});

describe('counters of a scenario', () => {
  it.each([
    { scenario: 'one-try-left', triesLeft: 1 },
    { scenario: 'blocked', triesLeft: 0 },
  ] as const)(
    '$scenario: $triesLeft, at each insertion but not at each power-up',
    ({ scenario, triesLeft }) => {
      const { folder } = temporaryState();
      const memory = insert(folder, scenario);
      expect(memory.read('userAuthentication').triesLeft).toBe(triesLeft);
      expect(memory.read('digitalSignature').triesLeft).toBe(triesLeft);
      memory.write('userAuthentication', { value: '9999', triesLeft: 3 });
      const sameInsertion = openCardMemory(folder, readSlot(folder));
      expect(sameInsertion.read('userAuthentication').triesLeft).toBe(3);
      expect(insert(folder, scenario).read('userAuthentication')).toEqual({ value: '9999', triesLeft });
    },
  );

  it('stay with their card', () => {
    const { folder } = temporaryState();
    insert(folder, 'blocked');
    expect(insert(folder, 'normal').read('userAuthentication').triesLeft).toBe(3);
  });
});
